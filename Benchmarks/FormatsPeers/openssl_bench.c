/* The work of formats-bench with OpenSSL's libcrypto. Compiled and run by scripts/bench-formats:
   cc -O2 -o openssl_bench openssl_bench.c -lcrypto && ./openssl_bench all|crl|crl-lookup DIRECTORY
   Prints lines of: what, who, microseconds of CPU (MB for memory). */
#include <openssl/cms.h>
#include <openssl/evp.h>
#include <openssl/rand.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#define ENTRIES 1000000
#define TIME 1793491200L

static const char *directory;

static void check(int ok, const char *what) {
    if (ok) return;
    fprintf(stderr, "openssl_bench: %s failed\n", what);
    exit(1);
}

static double now(void) { return (double)clock() / CLOCKS_PER_SEC; }

static void report(const char *what, double value) {
    printf("%s\tOpenSSL\t%f\n", what, value);
    fflush(stdout);
}

static void memory(const char *what) {
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    report(what, usage.ru_maxrss * 1024.0 / 1e6);
}

static void measure(const char *what, void (*body)(void)) {
    double start = now();
    body();
    double first = now() - start;
    long calls = (long)(0.25 / (first > 1e-6 ? first : 1e-6));
    if (calls < 1) calls = 1;
    double best = 1e9;
    for (int round = 0; round < 5; round++) {
        start = now();
        for (long i = 0; i < calls; i++) body();
        double each = (now() - start) / calls;
        if (each < best) best = each;
    }
    report(what, best * 1e6);
}

struct octets { unsigned char *bytes; long count; };

static struct octets file(const char *name) {
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", directory, name);
    FILE *in = fopen(path, "rb");
    check(in != NULL, path);
    fseek(in, 0, SEEK_END);
    struct octets o = { NULL, ftell(in) };
    rewind(in);
    o.bytes = malloc(o.count);
    check(fread(o.bytes, 1, o.count, in) == (size_t)o.count, path);
    fclose(in);
    return o;
}

static X509 *certificate(const char *name) {
    struct octets o = file(name);
    const unsigned char *p = o.bytes;
    return d2i_X509(NULL, &p, o.count);
}

static EVP_PKEY *key(const char *name) {
    struct octets o = file(name);
    const unsigned char *p = o.bytes;
    return d2i_AutoPrivateKey(NULL, &p, o.count);
}

static struct octets input, message;
static EVP_PKEY *signer;
static X509 *leaf, *ca;
static X509_STORE *store;
static unsigned char content[1024];

static void parse_certificate(void) {
    const unsigned char *p = input.bytes;
    X509 *c = d2i_X509(NULL, &p, input.count);
    check(c != NULL, "d2i_X509");
    X509_free(c);
}

static void verify_request(void) {
    const unsigned char *p = input.bytes;
    X509_REQ *r = d2i_X509_REQ(NULL, &p, input.count);
    check(r != NULL && X509_REQ_verify(r, X509_REQ_get0_pubkey(r)) == 1, "X509_REQ_verify");
    X509_REQ_free(r);
}

/* The extensions are those of the leaf, made beforehand: the other programs make them anew each time. */
static void build_certificate(void) {
    unsigned char serial[16];
    RAND_bytes(serial, sizeof serial);
    serial[0] = 0x4A;
    X509 *c = X509_new();
    X509_set_version(c, 2);
    BIGNUM *number = BN_bin2bn(serial, sizeof serial, NULL);
    BN_to_ASN1_INTEGER(number, X509_get_serialNumber(c));
    BN_free(number);
    X509_set_issuer_name(c, X509_get_subject_name(ca));
    X509_set_subject_name(c, X509_get_subject_name(leaf));
    ASN1_TIME_set(X509_getm_notBefore(c), TIME);
    ASN1_TIME_set(X509_getm_notAfter(c), TIME + 31536000);
    X509_set_pubkey(c, X509_get0_pubkey(leaf));
    for (int i = 0; i < X509_get_ext_count(leaf); i++) X509_add_ext(c, X509_get_ext(leaf, i), -1);
    check(X509_sign(c, signer, EVP_sha256()) > 0, "X509_sign");
    unsigned char *der = NULL;
    check(i2d_X509(c, &der) > 0, "i2d_X509");
    OPENSSL_free(der);
    X509_free(c);
}

static void cms_sign_to(struct octets *out) {
    BIO *in = BIO_new_mem_buf(content, sizeof content);
    CMS_ContentInfo *cms = CMS_sign(leaf, signer, NULL, in, CMS_BINARY | CMS_NOSMIMECAP);
    check(cms != NULL, "CMS_sign");
    unsigned char *der = NULL;
    int count = i2d_CMS_ContentInfo(cms, &der);
    check(count > 0, "i2d_CMS_ContentInfo");
    if (out) {
        out->bytes = der;
        out->count = count;
    } else {
        OPENSSL_free(der);
    }
    CMS_ContentInfo_free(cms);
    BIO_free(in);
}

static void cms_sign(void) { cms_sign_to(NULL); }

static void cms_verify(void) {
    const unsigned char *p = message.bytes;
    CMS_ContentInfo *cms = d2i_CMS_ContentInfo(NULL, &p, message.count);
    check(cms != NULL && CMS_verify(cms, NULL, store, NULL, NULL, CMS_BINARY) == 1, "CMS_verify");
    CMS_ContentInfo_free(cms);
}

static void all(void) {
    const char *kinds[] = { "p256", "rsa" };
    char name[64], what[64];
    input = file("leaf-p256.der");
    measure("parse certificate", parse_certificate);
    for (int i = 0; i < 2; i++) {
        snprintf(name, sizeof name, "request-%s.der", kinds[i]);
        input = file(name);
        snprintf(what, sizeof what, "parse and verify PKCS#10, %s", kinds[i]);
        measure(what, verify_request);
        snprintf(name, sizeof name, "ca-%s.key", kinds[i]);
        signer = key(name);
        snprintf(name, sizeof name, "leaf-%s.der", kinds[i]);
        leaf = certificate(name);
        snprintf(name, sizeof name, "ca-%s.der", kinds[i]);
        ca = certificate(name);
        snprintf(what, sizeof what, "build and sign certificate, %s", kinds[i]);
        measure(what, build_certificate);
    }
    leaf = certificate("leaf-p256.der");
    signer = key("leaf-p256.key");
    memset(content, 0x61, sizeof content);
    store = X509_STORE_new();
    X509_STORE_add_cert(store, certificate("ca-p256.der"));
    X509_VERIFY_PARAM_set_time(X509_STORE_get0_param(store), TIME + 60);
    X509_VERIFY_PARAM_set_purpose(X509_STORE_get0_param(store), X509_PURPOSE_ANY);
    measure("CMS sign, p256", cms_sign);
    cms_sign_to(&message);
    measure("CMS verify, p256", cms_verify);
}

static void serial_number(long number, unsigned char octets[16]) {
    uint64_t first = ((uint64_t)number + 1) * 0x9E3779B97F4A7C15ULL;
    for (int i = 0; i < 8; i++) {
        octets[i] = (unsigned char)(first >> (56 - 8 * i));
        octets[i + 8] = (unsigned char)((uint64_t)number >> (56 - 8 * i));
    }
    octets[0] = (octets[0] & 0x3F) | 0x40;
}

static void crl(void) {
    ca = certificate("ca-p256.der");
    signer = key("ca-p256.key");
    double start = now();
    X509_CRL *list = X509_CRL_new();
    X509_CRL_set_version(list, 1);
    X509_CRL_set_issuer_name(list, X509_get_subject_name(ca));
    ASN1_TIME *time = ASN1_TIME_new();
    X509_CRL_set1_lastUpdate(list, ASN1_TIME_set(time, TIME));
    X509_CRL_set1_nextUpdate(list, ASN1_TIME_set(time, TIME + 604800));
    ASN1_ENUMERATED *reason = ASN1_ENUMERATED_new();
    ASN1_ENUMERATED_set(reason, 4);
    for (long i = 0; i < ENTRIES; i++) {
        unsigned char octets[16];
        serial_number(i, octets);
        ASN1_INTEGER *serial = ASN1_INTEGER_new();
        ASN1_STRING_set(serial, octets, sizeof octets);
        X509_REVOKED *entry = X509_REVOKED_new();
        X509_REVOKED_set_serialNumber(entry, serial);
        X509_REVOKED_set_revocationDate(entry, ASN1_TIME_set(time, TIME - 60 * (i % 500000)));
        X509_REVOKED_add1_ext_i2d(entry, NID_crl_reason, reason, 0, 0);
        X509_CRL_add0_revoked(list, entry);
        ASN1_INTEGER_free(serial);
    }
    check(X509_CRL_sign(list, signer, EVP_sha256()) > 0, "X509_CRL_sign");
    unsigned char *der = NULL;
    check(i2d_X509_CRL(list, &der) > 0, "i2d_X509_CRL");
    report("CRL of 1,000,000 entries, make", (now() - start) * 1e6);
    memory("CRL of 1,000,000 entries, make: memory");
}

static void look_up(void) {
    ca = certificate("ca-p256.der");
    double start = now();
    struct octets o = file("list.crl");
    const unsigned char *p = o.bytes;
    X509_CRL *list = d2i_X509_CRL(NULL, &p, o.count);
    check(list != NULL, "d2i_X509_CRL");
    report("CRL of 1,000,000 entries, open", (now() - start) * 1e6);
    unsigned char octets[16];
    ASN1_INTEGER *serial = ASN1_INTEGER_new();
    X509_REVOKED *entry;
    start = now();
    serial_number(987654, octets);
    ASN1_STRING_set(serial, octets, sizeof octets);
    check(X509_CRL_get0_by_serial(list, &entry, serial) == 1, "X509_CRL_get0_by_serial");
    report("CRL of 1,000,000 entries, first look-up", (now() - start) * 1e6);
    start = now();
    for (long i = 0, number = 0; i < 100000; i++) {
        number = (number + 7919) % ENTRIES;
        serial_number(number, octets);
        ASN1_STRING_set(serial, octets, sizeof octets);
        check(X509_CRL_get0_by_serial(list, &entry, serial) == 1, "X509_CRL_get0_by_serial");
    }
    report("CRL of 1,000,000 entries, look-up", (now() - start) * 1e6 / 100000);
    start = now();
    check(X509_CRL_verify(list, X509_get0_pubkey(ca)) == 1, "X509_CRL_verify");
    report("CRL of 1,000,000 entries, verify", (now() - start) * 1e6);
    memory("CRL of 1,000,000 entries, look-up: memory");
}

int main(int count, char **arguments) {
    check(count == 3, "usage: openssl_bench all|crl|crl-lookup DIRECTORY; it");
    directory = arguments[2];
    if (!strcmp(arguments[1], "all")) all();
    else if (!strcmp(arguments[1], "crl")) crl();
    else look_up();
    return 0;
}
