/*
 * A PKCS #11 module for tests: it passes every call to another module, and fails as the file FAULT says, which a test may change at any time.
 *
 * Compiled with -DREAL="path of the other module" -DFAULT="path of that file".
 */
#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "pkcs11.h"

#define CKR_OK 0x000
#define CKR_GENERAL_ERROR 0x005
#define CKR_DEVICE_REMOVED 0x032
#define CKR_SESSION_HANDLE_INVALID 0x0B3
#define CKR_USER_NOT_LOGGED_IN 0x101
#define CKR_CRYPTOKI_ALREADY_INITIALIZED 0x191

static CK_FUNCTION_LIST own;
static CK_FUNCTION_LIST *real;

/* Whether the file has this word now. */
static int has_fault(const char *word) {
    char text[32] = {0};
    int file = open(FAULT, O_RDONLY | O_CLOEXEC);
    if (file < 0) return 0;
    long count = read(file, text, sizeof text - 1);
    close(file);
    return count > 0 && strncmp(text, word, strlen(word)) == 0 && (text[strlen(word)] == 0 || text[strlen(word)] == '\n');
}

/* A fault that happens once. */
static int takes_fault(const char *word) { return has_fault(word) && unlink(FAULT) == 0; }

/* One octet for each PIN that was given. */
static void count_login(void) {
    int file = open(FAULT ".logins", O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (file < 0) return;
    if (write(file, "x", 1) < 0) { /* The test notices. */ }
    close(file);
}

static void hang(void) {
    while (has_fault("hang")) usleep(10000);
}

/* Several of these may be in one process, over one other module, so that is never closed, and may be open already. */
static CK_RV initialize(void *args) {
    CK_RV value = real->C_Initialize(args);
    return value == CKR_CRYPTOKI_ALREADY_INITIALIZED ? CKR_OK : value;
}

static CK_RV finalize(void *reserved) {
    (void)reserved;
    return CKR_OK;
}

static CK_RV slots(CK_BBOOL present, CK_SLOT_ID *list, CK_ULONG *count) {
    hang();
    if (has_fault("removed")) {
        *count = 0;
        return CKR_OK;
    }
    return real->C_GetSlotList(present, list, count);
}

static CK_RV open_session(CK_SLOT_ID slot, CK_FLAGS flags, void *application, CK_NOTIFY notify, CK_SESSION_HANDLE *session) {
    if (has_fault("removed")) return CKR_DEVICE_REMOVED;
    return real->C_OpenSession(slot, flags, application, notify, session);
}

/* The flag of a token that one more wrong PIN would lock. */
static CK_RV token(CK_SLOT_ID slot, CK_TOKEN_INFO *info) {
    CK_RV value = real->C_GetTokenInfo(slot, info);
    if (value == CKR_OK && has_fault("last-try")) info->flags |= 0x20000;
    return value;
}

static CK_RV log_in(CK_SESSION_HANDLE session, CK_USER_TYPE user, CK_BYTE *pin, CK_ULONG length) {
    count_login();
    return real->C_Login(session, user, pin, length);
}

static CK_RV sign_init(CK_SESSION_HANDLE session, CK_MECHANISM *mechanism, CK_OBJECT_HANDLE key) {
    hang();
    if (has_fault("kill")) kill(getpid(), SIGKILL);
    if (has_fault("removed")) return CKR_DEVICE_REMOVED;
    if (has_fault("broken")) return CKR_GENERAL_ERROR;
    if (takes_fault("lost")) return CKR_SESSION_HANDLE_INVALID;
    if (takes_fault("logged-out")) {
        real->C_Logout(session);
        return CKR_USER_NOT_LOGGED_IN;
    }
    return real->C_SignInit(session, mechanism, key);
}

static CK_RV sign(CK_SESSION_HANDLE session, CK_BYTE *data, CK_ULONG length, CK_BYTE *signature, CK_ULONG *count) {
    CK_RV value = real->C_Sign(session, data, length, signature, count);
    if (value == CKR_OK && has_fault("kill-after")) kill(getpid(), SIGKILL);
    if (value == CKR_OK && has_fault("wrong")) signature[*count / 2] ^= 1;
    return value;
}

CK_RV C_GetFunctionList(CK_FUNCTION_LIST **list) {
    void *library = dlopen(REAL, RTLD_NOW | RTLD_LOCAL);
    CK_C_GetFunctionList get = library ? (CK_C_GetFunctionList)dlsym(library, "C_GetFunctionList") : 0;
    if (!get || get(&real) != CKR_OK) return CKR_GENERAL_ERROR;
    own = *real;
    own.C_Initialize = initialize;
    own.C_Finalize = finalize;
    own.C_GetSlotList = slots;
    own.C_OpenSession = open_session;
    own.C_GetTokenInfo = token;
    own.C_Login = log_in;
    own.C_SignInit = sign_init;
    own.C_Sign = sign;
    *list = &own;
    return CKR_OK;
}
