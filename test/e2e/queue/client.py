"""Does what it is asked as clients of a broker, each step by a connection of its own, and says what came of each."""
import json
import socket
import ssl
import sys
import time
import urllib.request

import pika
from pika.exceptions import AMQPError, ChannelClosedByBroker

HOST, PORT = sys.argv[1], 5671


class Password(pika.PlainCredentials):
    """Is sent even where the broker does not offer it."""

    def response_for(self, start):
        return self.TYPE, f'\0{self.username}\0{self.password}'.encode()


def context(step):
    tls = ssl.create_default_context(cafile='/clients/ca.crt')
    if 'tls' in step:
        tls.minimum_version = tls.maximum_version = getattr(ssl.TLSVersion, step['tls'])
    if 'as' in step:
        tls.load_cert_chain(f"/clients/{step['as']}.crt", f"/clients/{step['as']}.key")
    return tls


def connect(step):
    login = step.get('password')
    return pika.BlockingConnection(
        pika.ConnectionParameters(
            HOST,
            PORT,
            ssl_options=pika.SSLOptions(context(step), HOST),
            credentials=Password(*login) if login else pika.credentials.ExternalCredentials(),
        )
    )


def shake_hands(step):
    """Only TLS, and the first answer: by TLS 1.3 a server says no after the handshake of its client has ended."""
    with context(step).wrap_socket(socket.create_connection((HOST, PORT)), server_hostname=HOST) as tls:
        tls.sendall(b'AMQP\0\0\x09\x01')
        return tls.version() if tls.recv(1) else 'closed'


def publish(channel, exchange, key, bodies):
    channel.confirm_delivery()
    for body in bodies:
        channel.basic_publish(exchange, key, body, pika.BasicProperties(delivery_mode=2), mandatory=True)


def load(channel, exchange):
    """Publishes until the connection ends, and says how many were confirmed: those are called 0 up to that."""
    channel.confirm_delivery()
    confirmed = 0
    try:
        while True:
            channel.basic_publish(exchange, '', str(confirmed), pika.BasicProperties(delivery_mode=2), mandatory=True)
            confirmed += 1
    except AMQPError:
        return confirmed


def take(channel, queue):
    """Takes everything that is there."""
    taken = []
    while True:
        method, properties, body = channel.basic_get(queue)
        if method is None:
            return taken
        taken.append({'body': body.decode(), 'died': deaths(properties)})
        channel.basic_ack(method.delivery_tag)


def deaths(properties):
    return [f"{death['reason']} in {death['queue']}" for death in (properties.headers or {}).get('x-death', [])]


def give_back(channel, queue, times):
    """Gives each message back that it is given; says how often it was given one."""
    given = 0
    for method, _, _ in channel.consume(queue, inactivity_timeout=3):
        if method is None:
            return given
        channel.basic_nack(method.delivery_tag)
        given += 1
        if given == times:
            return given
    return given


def scrape(step, address):
    with urllib.request.urlopen(address, context=context(step)) as answer:
        return answer.read().decode()


def hold(channel, queue, count, address):
    """Has some in hand, and says what is scraped meanwhile, once it tells of them: every few seconds the broker counts."""
    for _ in range(count):
        channel.basic_get(queue)
    for _ in range(60):
        scraped = scrape({}, address)
        if f'rabbitmq_queue_messages_unacked{{vhost="/",queue="{queue}"}} {count}' in scraped:
            break
        time.sleep(0.5)
    return scraped


def reject(channel, queue):
    """Takes one, and says that nobody can deal with it."""
    method, _, _ = channel.basic_get(queue)
    channel.basic_reject(method.delivery_tag, requeue=False)


ACTIONS = {
    'publish': lambda channel, exchange, *bodies: publish(channel, exchange, '', bodies or ['x']),
    'publish to all': lambda channel, queue: publish(channel, '', queue, ['x']),
    'load': load,
    'take': take,
    'get': lambda channel, queue: channel.basic_get(queue) and None,
    'give back': give_back,
    'hold': hold,
    'reject': reject,
    'purge': lambda channel, queue: channel.queue_purge(queue) and None,
    'declare': lambda channel, queue: channel.queue_declare(queue, durable=True) and None,
    'declare exchange': lambda channel, exchange: channel.exchange_declare(exchange) and None,
    'delete': lambda channel, queue: channel.queue_delete(queue) and None,
    'delete exchange': lambda channel, exchange: channel.exchange_delete(exchange) and None,
    'bind': lambda channel, queue, exchange: channel.queue_bind(queue, exchange) and None,
    'unbind': lambda channel, queue, exchange: channel.queue_unbind(queue, exchange) and None,
}


def outcome(step):
    what, *of = step['do']
    try:
        if what == 'shake hands':
            return shake_hands(step)
        if what == 'scrape':
            return scrape(step, of[0])
        connection = connect(step)
        done = 'ok' if what == 'connect' else ACTIONS[what](connection.channel(), *of)
        if connection.is_open:
            connection.close()
        return 'ok' if done is None else done
    except ChannelClosedByBroker as error:
        return f'{error.reply_code}'
    except ssl.SSLError as error:
        return error.reason or str(error)
    except (AMQPError, OSError) as error:
        return f'no: {type(error).__name__} {error}'


print(json.dumps([outcome(step) for step in json.loads(sys.argv[2])]))
