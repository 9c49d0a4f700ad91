require('../replay')(__dirname);
