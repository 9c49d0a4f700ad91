import type { KubernetesResource } from '../../constructs/plan/resource';
import type { Container } from '../containers';
import { entriesOf, isAbsent, step } from '../fields';
import { toldAt } from '../origins';
import { isPatch } from '../patches';
import type { PodSpec } from '../pod-spec';
import { type Read, tryRead, tryReadAll } from '../read';
import type { ImageSubject, PodSubject } from '../subjects';
import type { SubjectsIn } from '../subjects-in';
import { Unknowable } from '../unknowable';
import type { Image } from './image';
import { imagesTold } from './told';

/** Every image of an object, each or why it cannot be told: of its containers and volumes, and of fields of its own kind. */
export function imagesIn(
  resource: KubernetesResource,
  { pods, containers }: SubjectsIn,
): readonly Read<ImageSubject>[] {
  const told = imagesTold(resource.object);
  if (pods.length === 0 && told.length === 0) return NONE;
  return [
    ...containers.flatMap((one) => {
      if ('error' in one) return [one];
      if (!isPatch(one.value, resource.object)) return [imageOf(one.value)];
      // Where its kind has a field for it, that is asked.
      return told.length > 0 ? [] : [{ error: new Unknowable(`${one.value.field}.image`, CHOSEN) }];
    }),
    ...pods.flatMap((one) => ('value' in one ? tryReadAll(() => imagesOfVolumes(one.value)) : [])),
    ...told,
  ].map((one) => ('value' in one ? { value: { ...one.value, resource } } : one));
}

const NONE: readonly never[] = [];

const CHOSEN = 'it names no image, so its operator chooses one';

function imageOf({ name, field, spec, pod }: Container): Read<Image> {
  return read(pod, () => ({
    field: `${field}.image`,
    place: `${placeOf(pod, field)} container ${name}`,
    what: `container '${name}' runs`,
    reference: spec['image'],
  }));
}

/** The pod, or the list, where pods are put together of what several of them share. */
function placeOf(pod: PodSpec, container: string): string {
  return pod.origins === undefined ? pod.field : container.replace(/\[\d+\]$/, '');
}

/** https://kubernetes.io/docs/concepts/storage/volumes/#image */
function imagesOfVolumes(pod: PodSubject): readonly Read<Image>[] {
  return entriesOf(pod.spec['volumes'], `${pod.field}.volumes`)
    .filter(({ value }) => !isAbsent(value['image']))
    .map((volume) =>
      read(pod, () => {
        const { field, value } = step(volume, 'image');
        return {
          field: `${field}.reference`,
          place: `${pod.field} volume ${String(volume.value['name'])}`,
          what: `volume '${volume.value['name']}' is`,
          reference: value['reference'],
        };
      }),
    );
}

function read({ origins }: PodSpec, image: () => Image): Read<Image> {
  const one = tryRead(image);
  if ('error' in one) return { error: toldAt(one.error, origins) };
  return { value: { ...one.value, ...(origins && { origins }) } };
}
