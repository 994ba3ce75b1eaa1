/*
 * The part of PKCS #11 2.40 (OASIS, "PKCS #11 Cryptographic Token Interface Base Specification") that Chancery uses: the structures, the
 * function list and the types of its members. The numbers are constants in Swift.
 *
 * On Unix the structures have the usual alignment; Windows packs them, and is not supported.
 */
#ifndef CHANCERY_PKCS11_H
#define CHANCERY_PKCS11_H

typedef unsigned char CK_BYTE;
typedef unsigned char CK_BBOOL;
typedef unsigned long CK_ULONG;
typedef CK_ULONG CK_RV;
typedef CK_ULONG CK_FLAGS;
typedef CK_ULONG CK_SLOT_ID;
typedef CK_ULONG CK_SESSION_HANDLE;
typedef CK_ULONG CK_OBJECT_HANDLE;
typedef CK_ULONG CK_OBJECT_CLASS;
typedef CK_ULONG CK_KEY_TYPE;
typedef CK_ULONG CK_ATTRIBUTE_TYPE;
typedef CK_ULONG CK_MECHANISM_TYPE;
typedef CK_ULONG CK_STATE;
typedef CK_ULONG CK_USER_TYPE;

/* 3.1: version numbers. */
typedef struct {
    CK_BYTE major;
    CK_BYTE minor;
} CK_VERSION;

/* 3.1: the library. Texts are UTF-8, padded with blanks, without an ending NUL. */
typedef struct {
    CK_VERSION cryptokiVersion;
    CK_BYTE manufacturerID[32];
    CK_FLAGS flags;
    CK_BYTE libraryDescription[32];
    CK_VERSION libraryVersion;
} CK_INFO;

/* 3.2: a slot. */
typedef struct {
    CK_BYTE slotDescription[64];
    CK_BYTE manufacturerID[32];
    CK_FLAGS flags;
    CK_VERSION hardwareVersion;
    CK_VERSION firmwareVersion;
} CK_SLOT_INFO;

/* 3.2: a token. */
typedef struct {
    CK_BYTE label[32];
    CK_BYTE manufacturerID[32];
    CK_BYTE model[16];
    CK_BYTE serialNumber[16];
    CK_FLAGS flags;
    CK_ULONG ulMaxSessionCount;
    CK_ULONG ulSessionCount;
    CK_ULONG ulMaxRwSessionCount;
    CK_ULONG ulRwSessionCount;
    CK_ULONG ulMaxPinLen;
    CK_ULONG ulMinPinLen;
    CK_ULONG ulTotalPublicMemory;
    CK_ULONG ulFreePublicMemory;
    CK_ULONG ulTotalPrivateMemory;
    CK_ULONG ulFreePrivateMemory;
    CK_VERSION hardwareVersion;
    CK_VERSION firmwareVersion;
    CK_BYTE utcTime[16];
} CK_TOKEN_INFO;

/* 3.3: a session. */
typedef struct {
    CK_SLOT_ID slotID;
    CK_STATE state;
    CK_FLAGS flags;
    CK_ULONG ulDeviceError;
} CK_SESSION_INFO;

/* 3.4: one attribute of an object. */
typedef struct {
    CK_ATTRIBUTE_TYPE type;
    void *pValue;
    CK_ULONG ulValueLen;
} CK_ATTRIBUTE;

/* 3.5: a mechanism with its parameter. */
typedef struct {
    CK_MECHANISM_TYPE mechanism;
    void *pParameter;
    CK_ULONG ulParameterLen;
} CK_MECHANISM;

/* Mechanisms 2.1.10: the parameter of RSA-PSS. */
typedef struct {
    CK_MECHANISM_TYPE hashAlg;
    CK_ULONG mgf;
    CK_ULONG sLen;
} CK_RSA_PKCS_PSS_PARAMS;

/* Mechanisms 2.1.8: the parameter of RSA-OAEP. */
typedef struct {
    CK_MECHANISM_TYPE hashAlg;
    CK_ULONG mgf;
    CK_ULONG source;
    void *pSourceData;
    CK_ULONG ulSourceDataLen;
} CK_RSA_PKCS_OAEP_PARAMS;

/* 3.7: what C_Initialize is told. Without functions of our own, and with the flag for the system's locks, the module locks by itself. */
typedef struct {
    CK_RV (*CreateMutex)(void **mutex);
    CK_RV (*DestroyMutex)(void *mutex);
    CK_RV (*LockMutex)(void *mutex);
    CK_RV (*UnlockMutex)(void *mutex);
    CK_FLAGS flags;
    void *pReserved;
} CK_C_INITIALIZE_ARGS;

typedef CK_RV (*CK_NOTIFY)(CK_SESSION_HANDLE session, CK_ULONG event, void *application);

struct CK_FUNCTION_LIST;
typedef CK_RV (*CK_C_GetFunctionList)(struct CK_FUNCTION_LIST **list);

/* A member whose function is not called here. */
typedef void (*CK_UNUSED)(void);

/* 3.6: the functions, in the order of the specification. */
typedef struct CK_FUNCTION_LIST {
    CK_VERSION version;
    CK_RV (*C_Initialize)(void *args);
    CK_RV (*C_Finalize)(void *reserved);
    CK_RV (*C_GetInfo)(CK_INFO *info);
    CK_C_GetFunctionList C_GetFunctionList;
    CK_RV (*C_GetSlotList)(CK_BBOOL tokenPresent, CK_SLOT_ID *slots, CK_ULONG *count);
    CK_RV (*C_GetSlotInfo)(CK_SLOT_ID slot, CK_SLOT_INFO *info);
    CK_RV (*C_GetTokenInfo)(CK_SLOT_ID slot, CK_TOKEN_INFO *info);
    CK_RV (*C_GetMechanismList)(CK_SLOT_ID slot, CK_MECHANISM_TYPE *mechanisms, CK_ULONG *count);
    CK_UNUSED C_GetMechanismInfo;
    CK_RV (*C_InitToken)(CK_SLOT_ID slot, CK_BYTE *pin, CK_ULONG pinLength, CK_BYTE *label);
    CK_RV (*C_InitPIN)(CK_SESSION_HANDLE session, CK_BYTE *pin, CK_ULONG pinLength);
    CK_UNUSED C_SetPIN;
    CK_RV (*C_OpenSession)(CK_SLOT_ID slot, CK_FLAGS flags, void *application, CK_NOTIFY notify, CK_SESSION_HANDLE *session);
    CK_RV (*C_CloseSession)(CK_SESSION_HANDLE session);
    CK_RV (*C_CloseAllSessions)(CK_SLOT_ID slot);
    CK_RV (*C_GetSessionInfo)(CK_SESSION_HANDLE session, CK_SESSION_INFO *info);
    CK_UNUSED C_GetOperationState;
    CK_UNUSED C_SetOperationState;
    CK_RV (*C_Login)(CK_SESSION_HANDLE session, CK_USER_TYPE user, CK_BYTE *pin, CK_ULONG pinLength);
    CK_RV (*C_Logout)(CK_SESSION_HANDLE session);
    CK_RV (*C_CreateObject)(CK_SESSION_HANDLE session, CK_ATTRIBUTE *attributes, CK_ULONG count, CK_OBJECT_HANDLE *object);
    CK_UNUSED C_CopyObject;
    CK_RV (*C_DestroyObject)(CK_SESSION_HANDLE session, CK_OBJECT_HANDLE object);
    CK_UNUSED C_GetObjectSize;
    CK_RV (*C_GetAttributeValue)(CK_SESSION_HANDLE session, CK_OBJECT_HANDLE object, CK_ATTRIBUTE *attributes, CK_ULONG count);
    CK_UNUSED C_SetAttributeValue;
    CK_RV (*C_FindObjectsInit)(CK_SESSION_HANDLE session, CK_ATTRIBUTE *attributes, CK_ULONG count);
    CK_RV (*C_FindObjects)(CK_SESSION_HANDLE session, CK_OBJECT_HANDLE *objects, CK_ULONG most, CK_ULONG *count);
    CK_RV (*C_FindObjectsFinal)(CK_SESSION_HANDLE session);
    CK_UNUSED C_EncryptInit;
    CK_UNUSED C_Encrypt;
    CK_UNUSED C_EncryptUpdate;
    CK_UNUSED C_EncryptFinal;
    CK_RV (*C_DecryptInit)(CK_SESSION_HANDLE session, CK_MECHANISM *mechanism, CK_OBJECT_HANDLE key);
    CK_RV (*C_Decrypt)(CK_SESSION_HANDLE session, CK_BYTE *encrypted, CK_ULONG encryptedLength, CK_BYTE *data, CK_ULONG *dataLength);
    CK_UNUSED C_DecryptUpdate;
    CK_UNUSED C_DecryptFinal;
    CK_UNUSED C_DigestInit;
    CK_UNUSED C_Digest;
    CK_UNUSED C_DigestUpdate;
    CK_UNUSED C_DigestKey;
    CK_UNUSED C_DigestFinal;
    CK_RV (*C_SignInit)(CK_SESSION_HANDLE session, CK_MECHANISM *mechanism, CK_OBJECT_HANDLE key);
    CK_RV (*C_Sign)(CK_SESSION_HANDLE session, CK_BYTE *data, CK_ULONG dataLength, CK_BYTE *signature, CK_ULONG *signatureLength);
    CK_UNUSED C_SignUpdate;
    CK_UNUSED C_SignFinal;
    CK_UNUSED C_SignRecoverInit;
    CK_UNUSED C_SignRecover;
    CK_UNUSED C_VerifyInit;
    CK_UNUSED C_Verify;
    CK_UNUSED C_VerifyUpdate;
    CK_UNUSED C_VerifyFinal;
    CK_UNUSED C_VerifyRecoverInit;
    CK_UNUSED C_VerifyRecover;
    CK_UNUSED C_DigestEncryptUpdate;
    CK_UNUSED C_DecryptDigestUpdate;
    CK_UNUSED C_SignEncryptUpdate;
    CK_UNUSED C_DecryptVerifyUpdate;
    CK_UNUSED C_GenerateKey;
    CK_RV (*C_GenerateKeyPair)(
        CK_SESSION_HANDLE session,
        CK_MECHANISM *mechanism,
        CK_ATTRIBUTE *publicAttributes,
        CK_ULONG publicCount,
        CK_ATTRIBUTE *privateAttributes,
        CK_ULONG privateCount,
        CK_OBJECT_HANDLE *publicKey,
        CK_OBJECT_HANDLE *privateKey);
    CK_UNUSED C_WrapKey;
    CK_UNUSED C_UnwrapKey;
    CK_UNUSED C_DeriveKey;
    CK_UNUSED C_SeedRandom;
    CK_UNUSED C_GenerateRandom;
    CK_UNUSED C_GetFunctionStatus;
    CK_UNUSED C_CancelFunction;
    CK_UNUSED C_WaitForSlotEvent;
} CK_FUNCTION_LIST;

#endif
