/*
 * Asks the Windows calls that scripts/wine-vectors is about, one line at a time, so that the script need not know C.
 *
 * A line of the standard input is a command and its arguments, parted by spaces. Octets are in hexadecimal, text is UTF-16 in
 * hexadecimal, "-" means nothing. A line of the answer is "ok" and values, or "error", the code and, for text, the place.
 */
#include <windows.h>
#include <bcrypt.h>
#include <wincrypt.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LINE_SIZE (1 << 20)
#define ENCODING (X509_ASN_ENCODING | PKCS_7_ASN_ENCODING)

static BYTE *octets(const char *hex, DWORD *count)
{
    size_t digits = strcmp(hex, "-") ? strlen(hex) : 0;
    BYTE *bytes = calloc(digits / 2 + 4, 1);
    for (size_t i = 0; i + 1 < digits; i += 2)
    {
        char pair[3] = { hex[i], hex[i + 1], 0 };
        bytes[i / 2] = (BYTE)strtoul(pair, NULL, 16);
    }
    *count = (DWORD)(digits / 2);
    return bytes;
}

static void show(const char *name, const void *bytes, DWORD count)
{
    printf(" ");
    if (name) printf("%s=", name);
    if (count == 0) printf("-");
    for (DWORD i = 0; i < count; i++) printf("%02x", ((const BYTE *)bytes)[i]);
}

static void fail(DWORD code)
{
    printf("error %08lx\n", code);
}

/* name-text FLAGS DER: CertNameToStrW. */
static void name_text(const char *flags, const char *der)
{
    CERT_NAME_BLOB name;
    name.pbData = octets(der, &name.cbData);
    DWORD count = CertNameToStrW(ENCODING, &name, strtoul(flags, NULL, 16), NULL, 0);
    WCHAR *text = calloc(count + 1, sizeof(WCHAR));
    count = CertNameToStrW(ENCODING, &name, strtoul(flags, NULL, 16), text, count);
    printf("ok");
    show(NULL, text, count ? (count - 1) * (DWORD)sizeof(WCHAR) : 0);
    printf("\n");
    free(text);
    free(name.pbData);
}

/* text-name FLAGS TEXT: CertStrToNameW. */
static void text_name(const char *flags, const char *utf16)
{
    DWORD length, count = 0;
    WCHAR *text = (WCHAR *)octets(utf16, &length);
    LPCWSTR place = NULL;
    if (!CertStrToNameW(ENCODING, text, strtoul(flags, NULL, 16), NULL, NULL, &count, &place))
    {
        printf("error %08lx %d\n", GetLastError(), place ? (int)(place - text) : -1);
        free(text);
        return;
    }
    BYTE *der = calloc(count + 1, 1);
    if (CertStrToNameW(ENCODING, text, strtoul(flags, NULL, 16), NULL, der, &count, &place))
    {
        printf("ok");
        show(NULL, der, count);
        printf("\n");
    }
    else fail(GetLastError());
    free(der);
    free(text);
}

/* recode TYPE DER: CryptDecodeObjectEx into the C structure, CryptEncodeObjectEx out of it. TYPE is a number or an object identifier. */
static void recode(const char *type, const char *der)
{
    DWORD count, size = 0;
    BYTE *bytes = octets(der, &count);
    LPCSTR kind = strchr(type, '.') ? type : (LPCSTR)(ULONG_PTR)strtoul(type, NULL, 10);
    void *value = NULL;
    BYTE *again = NULL;
    if (!CryptDecodeObjectEx(ENCODING, kind, bytes, count, CRYPT_DECODE_ALLOC_FLAG, NULL, &value, &size)) fail(GetLastError());
    else if (!CryptEncodeObjectEx(ENCODING, kind, value, CRYPT_ENCODE_ALLOC_FLAG, NULL, &again, &size))
    {
        printf("ok read-only %08lx\n", GetLastError());
    }
    else
    {
        printf("ok");
        show(NULL, again, size);
        printf("\n");
    }
    if (value) LocalFree(value);
    if (again) LocalFree(again);
    free(bytes);
}

/* csp-public DER: the PUBLICKEYBLOB of a PKCS #1 public key (RSA_CSP_PUBLICKEYBLOB). */
static void csp_public(const char *der)
{
    DWORD count, size = 0;
    BYTE *bytes = octets(der, &count), *blob = NULL;
    if (!CryptDecodeObjectEx(X509_ASN_ENCODING, RSA_CSP_PUBLICKEYBLOB, bytes, count, CRYPT_DECODE_ALLOC_FLAG, NULL, &blob, &size))
        fail(GetLastError());
    else
    {
        printf("ok");
        show(NULL, blob, size);
        printf("\n");
        LocalFree(blob);
    }
    free(bytes);
}

static const WCHAR *wide(const char *text, WCHAR *buffer, int size)
{
    MultiByteToWideChar(CP_UTF8, 0, text, -1, buffer, size);
    return buffer;
}

static const char *const blob_types[] = { "RSAPUBLICBLOB", "RSAPRIVATEBLOB", "RSAFULLPRIVATEBLOB", "ECCPUBLICBLOB", "ECCPRIVATEBLOB" };

/* Wine exports under the name of another kind of key, too; those are left out. */
static void show_exports(BCRYPT_KEY_HANDLE key, const char *algorithm)
{
    WCHAR name[64];
    for (size_t i = 0; i < sizeof(blob_types) / sizeof(blob_types[0]); i++)
    {
        ULONG size = 0;
        if (strncmp(blob_types[i], algorithm, 2)) continue;
        wide(blob_types[i], name, 64);
        if (BCryptExportKey(key, NULL, name, NULL, 0, &size, 0)) continue;
        BYTE *blob = calloc(size + 1, 1);
        if (!BCryptExportKey(key, NULL, name, blob, size, &size, 0)) show(blob_types[i], blob, size);
        free(blob);
    }
}

/* cng-new ALGORITHM BITS: BCryptGenerateKeyPair and every form of BCryptExportKey that works. */
static void cng_new(const char *algorithm, const char *bits)
{
    WCHAR name[64];
    BCRYPT_ALG_HANDLE provider = NULL;
    BCRYPT_KEY_HANDLE key = NULL;
    NTSTATUS status = BCryptOpenAlgorithmProvider(&provider, wide(algorithm, name, 64), NULL, 0);
    if (!status) status = BCryptGenerateKeyPair(provider, &key, strtoul(bits, NULL, 10), 0);
    if (!status) status = BCryptFinalizeKeyPair(key, 0);
    if (status) fail(status);
    else
    {
        printf("ok");
        show_exports(key, algorithm);
        printf("\n");
    }
    if (key) BCryptDestroyKey(key);
    if (provider) BCryptCloseAlgorithmProvider(provider, 0);
}

/* cng ALGORITHM TYPE BLOB: BCryptImportKeyPair and every form of BCryptExportKey that works. */
static void cng(const char *algorithm, const char *type, const char *hex)
{
    WCHAR name[64], kind[64];
    DWORD count;
    BYTE *blob = octets(hex, &count);
    BCRYPT_ALG_HANDLE provider = NULL;
    BCRYPT_KEY_HANDLE key = NULL;
    NTSTATUS status = BCryptOpenAlgorithmProvider(&provider, wide(algorithm, name, 64), NULL, 0);
    if (!status) status = BCryptImportKeyPair(provider, NULL, wide(type, kind, 64), &key, blob, count, 0);
    if (status) fail(status);
    else
    {
        printf("ok");
        show_exports(key, algorithm);
        printf("\n");
    }
    if (key) BCryptDestroyKey(key);
    if (provider) BCryptCloseAlgorithmProvider(provider, 0);
    free(blob);
}

/* cng-pair ALGORITHM TYPE BLOB TYPE BLOB: what the first key signs, the second verifies. */
static void cng_pair(const char *algorithm, const char *secret_type, const char *secret_hex, const char *open_type, const char *open_hex)
{
    WCHAR name[64], kind[64];
    DWORD count;
    ULONG size = 0;
    BYTE hash[32], signature[2048], *blob = octets(secret_hex, &count);
    BCRYPT_PKCS1_PADDING_INFO padding = { BCRYPT_SHA256_ALGORITHM };
    int is_rsa = !strcmp(algorithm, "RSA");
    void *info = is_rsa ? &padding : NULL;
    ULONG flags = is_rsa ? BCRYPT_PAD_PKCS1 : 0;
    BCRYPT_ALG_HANDLE provider = NULL;
    BCRYPT_KEY_HANDLE secret = NULL, open = NULL;
    for (int i = 0; i < 32; i++) hash[i] = (BYTE)i;
    NTSTATUS status = BCryptOpenAlgorithmProvider(&provider, wide(algorithm, name, 64), NULL, 0);
    if (!status) status = BCryptImportKeyPair(provider, NULL, wide(secret_type, kind, 64), &secret, blob, count, 0);
    free(blob);
    blob = octets(open_hex, &count);
    if (!status) status = BCryptImportKeyPair(provider, NULL, wide(open_type, kind, 64), &open, blob, count, 0);
    free(blob);
    if (!status) status = BCryptSignHash(secret, info, hash, 32, signature, sizeof(signature), &size, flags);
    if (!status) status = BCryptVerifySignature(open, info, hash, 32, signature, size, flags);
    if (status) fail(status);
    else printf("ok verified\n");
    if (secret) BCryptDestroyKey(secret);
    if (open) BCryptDestroyKey(open);
    if (provider) BCryptCloseAlgorithmProvider(provider, 0);
}

static void show_capi(HCRYPTKEY key)
{
    static const struct { const char *name; DWORD type; } forms[] = { { "PUBLICKEYBLOB", PUBLICKEYBLOB }, { "PRIVATEKEYBLOB", PRIVATEKEYBLOB } };
    for (size_t i = 0; i < 2; i++)
    {
        DWORD size = 0;
        if (!CryptExportKey(key, 0, forms[i].type, 0, NULL, &size)) continue;
        BYTE *blob = calloc(size + 1, 1);
        if (CryptExportKey(key, 0, forms[i].type, 0, blob, &size)) show(forms[i].name, blob, size);
        free(blob);
    }
}

/* capi-new KEYSPEC BITS: CryptGenKey and CryptExportKey. capi BLOB: CryptImportKey and CryptExportKey. */
static void capi(const char *keyspec, const char *bits, const char *hex)
{
    HCRYPTPROV provider = 0;
    HCRYPTKEY key = 0;
    DWORD count = 0;
    BYTE *blob = hex ? octets(hex, &count) : NULL;
    BOOL done = CryptAcquireContextW(&provider, NULL, MS_ENH_RSA_AES_PROV_W, PROV_RSA_AES, CRYPT_VERIFYCONTEXT);
    if (done && hex) done = CryptImportKey(provider, blob, count, 0, CRYPT_EXPORTABLE, &key);
    else if (done) done = CryptGenKey(provider, strtoul(keyspec, NULL, 10), strtoul(bits, NULL, 10) << 16 | CRYPT_EXPORTABLE, &key);
    if (!done) fail(GetLastError());
    else
    {
        printf("ok");
        show_capi(key);
        printf("\n");
    }
    if (key) CryptDestroyKey(key);
    if (provider) CryptReleaseContext(provider, 0);
    free(blob);
}

int main(void)
{
    static char line[LINE_SIZE];
    while (fgets(line, sizeof(line), stdin))
    {
        char *word[6] = { 0 };
        int count = 0;
        for (char *next = strtok(line, " \r\n"); next && count < 6; next = strtok(NULL, " \r\n")) word[count++] = next;
        if (count == 3 && !strcmp(word[0], "name-text")) name_text(word[1], word[2]);
        else if (count == 3 && !strcmp(word[0], "text-name")) text_name(word[1], word[2]);
        else if (count == 3 && !strcmp(word[0], "recode")) recode(word[1], word[2]);
        else if (count == 2 && !strcmp(word[0], "csp-public")) csp_public(word[1]);
        else if (count == 3 && !strcmp(word[0], "cng-new")) cng_new(word[1], word[2]);
        else if (count == 4 && !strcmp(word[0], "cng")) cng(word[1], word[2], word[3]);
        else if (count == 6 && !strcmp(word[0], "cng-pair")) cng_pair(word[1], word[2], word[3], word[4], word[5]);
        else if (count == 3 && !strcmp(word[0], "capi-new")) capi(word[1], word[2], NULL);
        else if (count == 2 && !strcmp(word[0], "capi")) capi(NULL, NULL, word[1]);
        else if (count) fail(ERROR_INVALID_PARAMETER);
        fflush(stdout);
    }
    return 0;
}
