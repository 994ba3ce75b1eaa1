// A C target needs one source. Everything is in the header.
#include "pkcs11.h"
