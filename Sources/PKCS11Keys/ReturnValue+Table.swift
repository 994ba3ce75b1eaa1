// swift-format-ignore-file
// Made by scripts/generate-tables from Tables/pkcs11-return-values.txt: change the table, then run the script.

extension ReturnValue {
    /// `CKR_OK`: It was done.
    package static let ok = ReturnValue(0x00000000)
    /// `CKR_CANCEL`: The call was canceled.
    package static let cancel = ReturnValue(0x00000001)
    /// `CKR_HOST_MEMORY`: This machine has too little memory for the module.
    package static let hostMemory = ReturnValue(0x00000002)
    /// `CKR_SLOT_ID_INVALID`: The module has no such slot.
    package static let slotIDInvalid = ReturnValue(0x00000003)
    /// `CKR_GENERAL_ERROR`: The module failed and does not say why.
    package static let generalError = ReturnValue(0x00000005)
    /// `CKR_FUNCTION_FAILED`: The module could not do it and does not say why.
    package static let functionFailed = ReturnValue(0x00000006)
    /// `CKR_ARGUMENTS_BAD`: The module does not take these arguments.
    package static let argumentsBad = ReturnValue(0x00000007)
    /// `CKR_NO_EVENT`: Nothing happened at the slots.
    package static let noEvent = ReturnValue(0x00000008)
    /// `CKR_NEED_TO_CREATE_THREADS`: The module wants threads of its own.
    package static let needToCreateThreads = ReturnValue(0x00000009)
    /// `CKR_CANT_LOCK`: The module cannot lock by itself, so several threads may not use it.
    package static let cantLock = ReturnValue(0x0000000A)
    /// `CKR_ATTRIBUTE_READ_ONLY`: An attribute cannot be set.
    package static let attributeReadOnly = ReturnValue(0x00000010)
    /// `CKR_ATTRIBUTE_SENSITIVE`: An attribute is secret, and the token does not give it out.
    package static let attributeSensitive = ReturnValue(0x00000011)
    /// `CKR_ATTRIBUTE_TYPE_INVALID`: The token does not know an attribute.
    package static let attributeTypeInvalid = ReturnValue(0x00000012)
    /// `CKR_ATTRIBUTE_VALUE_INVALID`: The token does not take the value of an attribute.
    package static let attributeValueInvalid = ReturnValue(0x00000013)
    /// `CKR_DATA_INVALID`: The token does not take these octets.
    package static let dataInvalid = ReturnValue(0x00000020)
    /// `CKR_DATA_LEN_RANGE`: The octets are too many or too few for the key.
    package static let dataLengthRange = ReturnValue(0x00000021)
    /// `CKR_DEVICE_ERROR`: The device failed.
    package static let deviceError = ReturnValue(0x00000030)
    /// `CKR_DEVICE_MEMORY`: The token is full.
    package static let deviceMemory = ReturnValue(0x00000031)
    /// `CKR_DEVICE_REMOVED`: The token was removed.
    package static let deviceRemoved = ReturnValue(0x00000032)
    /// `CKR_ENCRYPTED_DATA_INVALID`: The encrypted octets cannot be decrypted with the key.
    package static let encryptedDataInvalid = ReturnValue(0x00000040)
    /// `CKR_ENCRYPTED_DATA_LEN_RANGE`: The encrypted octets have the wrong length for the key.
    package static let encryptedDataLengthRange = ReturnValue(0x00000041)
    /// `CKR_FUNCTION_CANCELED`: The call was canceled.
    package static let functionCanceled = ReturnValue(0x00000050)
    /// `CKR_FUNCTION_NOT_SUPPORTED`: The module does not have this function.
    package static let functionNotSupported = ReturnValue(0x00000054)
    /// `CKR_KEY_HANDLE_INVALID`: The key is no longer there.
    package static let keyHandleInvalid = ReturnValue(0x00000060)
    /// `CKR_KEY_SIZE_RANGE`: The token does not have keys of this size.
    package static let keySizeRange = ReturnValue(0x00000062)
    /// `CKR_KEY_TYPE_INCONSISTENT`: The key is of another type.
    package static let keyTypeInconsistent = ReturnValue(0x00000063)
    /// `CKR_KEY_FUNCTION_NOT_PERMITTED`: The key may not be used for this.
    package static let keyFunctionNotPermitted = ReturnValue(0x00000068)
    /// `CKR_KEY_UNEXTRACTABLE`: The key may not leave the token.
    package static let keyUnextractable = ReturnValue(0x0000006A)
    /// `CKR_MECHANISM_INVALID`: The token does not know this algorithm.
    package static let mechanismInvalid = ReturnValue(0x00000070)
    /// `CKR_MECHANISM_PARAM_INVALID`: The token does not take the parameters of this algorithm.
    package static let mechanismParameterInvalid = ReturnValue(0x00000071)
    /// `CKR_OBJECT_HANDLE_INVALID`: The object is no longer there.
    package static let objectHandleInvalid = ReturnValue(0x00000082)
    /// `CKR_OPERATION_ACTIVE`: Another operation is not finished.
    package static let operationActive = ReturnValue(0x00000090)
    /// `CKR_OPERATION_NOT_INITIALIZED`: The operation was lost.
    package static let operationNotInitialized = ReturnValue(0x00000091)
    /// `CKR_PIN_INCORRECT`: The PIN is wrong.
    package static let pinIncorrect = ReturnValue(0x000000A0)
    /// `CKR_PIN_INVALID`: The token does not take a PIN like this one.
    package static let pinInvalid = ReturnValue(0x000000A1)
    /// `CKR_PIN_LEN_RANGE`: The PIN is too long or too short.
    package static let pinLengthRange = ReturnValue(0x000000A2)
    /// `CKR_PIN_EXPIRED`: The PIN has ended and must be changed.
    package static let pinExpired = ReturnValue(0x000000A3)
    /// `CKR_PIN_LOCKED`: The PIN is locked after too many wrong ones.
    package static let pinLocked = ReturnValue(0x000000A4)
    /// `CKR_SESSION_CLOSED`: The session was closed.
    package static let sessionClosed = ReturnValue(0x000000B0)
    /// `CKR_SESSION_COUNT`: The token has no more sessions.
    package static let sessionCount = ReturnValue(0x000000B1)
    /// `CKR_SESSION_HANDLE_INVALID`: The session was lost.
    package static let sessionHandleInvalid = ReturnValue(0x000000B3)
    /// `CKR_SESSION_READ_ONLY`: The session may not write.
    package static let sessionReadOnly = ReturnValue(0x000000B5)
    /// `CKR_SESSION_EXISTS`: Somebody has a session.
    package static let sessionExists = ReturnValue(0x000000B6)
    /// `CKR_TEMPLATE_INCOMPLETE`: The token wants more attributes.
    package static let templateIncomplete = ReturnValue(0x000000D0)
    /// `CKR_TEMPLATE_INCONSISTENT`: The token does not take these attributes together.
    package static let templateInconsistent = ReturnValue(0x000000D1)
    /// `CKR_TOKEN_NOT_PRESENT`: No token is in the slot.
    package static let tokenNotPresent = ReturnValue(0x000000E0)
    /// `CKR_TOKEN_NOT_RECOGNIZED`: The module does not recognize the token.
    package static let tokenNotRecognized = ReturnValue(0x000000E1)
    /// `CKR_TOKEN_WRITE_PROTECTED`: The token may not be written.
    package static let tokenWriteProtected = ReturnValue(0x000000E2)
    /// `CKR_USER_ALREADY_LOGGED_IN`: The PIN was given before.
    package static let userAlreadyLoggedIn = ReturnValue(0x00000100)
    /// `CKR_USER_NOT_LOGGED_IN`: The PIN was not given.
    package static let userNotLoggedIn = ReturnValue(0x00000101)
    /// `CKR_USER_PIN_NOT_INITIALIZED`: The token has no user PIN yet.
    package static let userPINNotInitialized = ReturnValue(0x00000102)
    /// `CKR_USER_TYPE_INVALID`: The token has no such user.
    package static let userTypeInvalid = ReturnValue(0x00000103)
    /// `CKR_USER_ANOTHER_ALREADY_LOGGED_IN`: Another user of the token is logged in.
    package static let userAnotherAlreadyLoggedIn = ReturnValue(0x00000104)
    /// `CKR_USER_TOO_MANY_TYPES`: Too many users of the token are logged in.
    package static let userTooManyTypes = ReturnValue(0x00000105)
    /// `CKR_DOMAIN_PARAMS_INVALID`: The token does not know this curve.
    package static let domainParametersInvalid = ReturnValue(0x00000130)
    /// `CKR_CURVE_NOT_SUPPORTED`: The token does not know this curve.
    package static let curveNotSupported = ReturnValue(0x00000140)
    /// `CKR_BUFFER_TOO_SMALL`: The answer is longer than announced.
    package static let bufferTooSmall = ReturnValue(0x00000150)
    /// `CKR_INFORMATION_SENSITIVE`: The token does not give this out.
    package static let informationSensitive = ReturnValue(0x00000170)
    /// `CKR_CRYPTOKI_NOT_INITIALIZED`: The module is not open.
    package static let cryptokiNotInitialized = ReturnValue(0x00000190)
    /// `CKR_CRYPTOKI_ALREADY_INITIALIZED`: The module is open already.
    package static let cryptokiAlreadyInitialized = ReturnValue(0x00000191)
    /// `CKR_MUTEX_BAD`: The module's locks failed.
    package static let mutexBad = ReturnValue(0x000001A0)
    /// `CKR_MUTEX_NOT_LOCKED`: The module's locks failed.
    package static let mutexNotLocked = ReturnValue(0x000001A1)
    /// `CKR_FUNCTION_REJECTED`: The token refused it.
    package static let functionRejected = ReturnValue(0x00000200)

    /// Every value with its symbol and its meaning.
    package static let names: [Name] = [
        Name(.ok, "CKR_OK", "It was done."),
        Name(.cancel, "CKR_CANCEL", "The call was canceled."),
        Name(.hostMemory, "CKR_HOST_MEMORY", "This machine has too little memory for the module."),
        Name(.slotIDInvalid, "CKR_SLOT_ID_INVALID", "The module has no such slot."),
        Name(.generalError, "CKR_GENERAL_ERROR", "The module failed and does not say why."),
        Name(.functionFailed, "CKR_FUNCTION_FAILED", "The module could not do it and does not say why."),
        Name(.argumentsBad, "CKR_ARGUMENTS_BAD", "The module does not take these arguments."),
        Name(.noEvent, "CKR_NO_EVENT", "Nothing happened at the slots."),
        Name(.needToCreateThreads, "CKR_NEED_TO_CREATE_THREADS", "The module wants threads of its own."),
        Name(.cantLock, "CKR_CANT_LOCK", "The module cannot lock by itself, so several threads may not use it."),
        Name(.attributeReadOnly, "CKR_ATTRIBUTE_READ_ONLY", "An attribute cannot be set."),
        Name(.attributeSensitive, "CKR_ATTRIBUTE_SENSITIVE", "An attribute is secret, and the token does not give it out."),
        Name(.attributeTypeInvalid, "CKR_ATTRIBUTE_TYPE_INVALID", "The token does not know an attribute."),
        Name(.attributeValueInvalid, "CKR_ATTRIBUTE_VALUE_INVALID", "The token does not take the value of an attribute."),
        Name(.dataInvalid, "CKR_DATA_INVALID", "The token does not take these octets."),
        Name(.dataLengthRange, "CKR_DATA_LEN_RANGE", "The octets are too many or too few for the key."),
        Name(.deviceError, "CKR_DEVICE_ERROR", "The device failed."),
        Name(.deviceMemory, "CKR_DEVICE_MEMORY", "The token is full."),
        Name(.deviceRemoved, "CKR_DEVICE_REMOVED", "The token was removed."),
        Name(.encryptedDataInvalid, "CKR_ENCRYPTED_DATA_INVALID", "The encrypted octets cannot be decrypted with the key."),
        Name(.encryptedDataLengthRange, "CKR_ENCRYPTED_DATA_LEN_RANGE", "The encrypted octets have the wrong length for the key."),
        Name(.functionCanceled, "CKR_FUNCTION_CANCELED", "The call was canceled."),
        Name(.functionNotSupported, "CKR_FUNCTION_NOT_SUPPORTED", "The module does not have this function."),
        Name(.keyHandleInvalid, "CKR_KEY_HANDLE_INVALID", "The key is no longer there."),
        Name(.keySizeRange, "CKR_KEY_SIZE_RANGE", "The token does not have keys of this size."),
        Name(.keyTypeInconsistent, "CKR_KEY_TYPE_INCONSISTENT", "The key is of another type."),
        Name(.keyFunctionNotPermitted, "CKR_KEY_FUNCTION_NOT_PERMITTED", "The key may not be used for this."),
        Name(.keyUnextractable, "CKR_KEY_UNEXTRACTABLE", "The key may not leave the token."),
        Name(.mechanismInvalid, "CKR_MECHANISM_INVALID", "The token does not know this algorithm."),
        Name(.mechanismParameterInvalid, "CKR_MECHANISM_PARAM_INVALID", "The token does not take the parameters of this algorithm."),
        Name(.objectHandleInvalid, "CKR_OBJECT_HANDLE_INVALID", "The object is no longer there."),
        Name(.operationActive, "CKR_OPERATION_ACTIVE", "Another operation is not finished."),
        Name(.operationNotInitialized, "CKR_OPERATION_NOT_INITIALIZED", "The operation was lost."),
        Name(.pinIncorrect, "CKR_PIN_INCORRECT", "The PIN is wrong."),
        Name(.pinInvalid, "CKR_PIN_INVALID", "The token does not take a PIN like this one."),
        Name(.pinLengthRange, "CKR_PIN_LEN_RANGE", "The PIN is too long or too short."),
        Name(.pinExpired, "CKR_PIN_EXPIRED", "The PIN has ended and must be changed."),
        Name(.pinLocked, "CKR_PIN_LOCKED", "The PIN is locked after too many wrong ones."),
        Name(.sessionClosed, "CKR_SESSION_CLOSED", "The session was closed."),
        Name(.sessionCount, "CKR_SESSION_COUNT", "The token has no more sessions."),
        Name(.sessionHandleInvalid, "CKR_SESSION_HANDLE_INVALID", "The session was lost."),
        Name(.sessionReadOnly, "CKR_SESSION_READ_ONLY", "The session may not write."),
        Name(.sessionExists, "CKR_SESSION_EXISTS", "Somebody has a session."),
        Name(.templateIncomplete, "CKR_TEMPLATE_INCOMPLETE", "The token wants more attributes."),
        Name(.templateInconsistent, "CKR_TEMPLATE_INCONSISTENT", "The token does not take these attributes together."),
        Name(.tokenNotPresent, "CKR_TOKEN_NOT_PRESENT", "No token is in the slot."),
        Name(.tokenNotRecognized, "CKR_TOKEN_NOT_RECOGNIZED", "The module does not recognize the token."),
        Name(.tokenWriteProtected, "CKR_TOKEN_WRITE_PROTECTED", "The token may not be written."),
        Name(.userAlreadyLoggedIn, "CKR_USER_ALREADY_LOGGED_IN", "The PIN was given before."),
        Name(.userNotLoggedIn, "CKR_USER_NOT_LOGGED_IN", "The PIN was not given."),
        Name(.userPINNotInitialized, "CKR_USER_PIN_NOT_INITIALIZED", "The token has no user PIN yet."),
        Name(.userTypeInvalid, "CKR_USER_TYPE_INVALID", "The token has no such user."),
        Name(.userAnotherAlreadyLoggedIn, "CKR_USER_ANOTHER_ALREADY_LOGGED_IN", "Another user of the token is logged in."),
        Name(.userTooManyTypes, "CKR_USER_TOO_MANY_TYPES", "Too many users of the token are logged in."),
        Name(.domainParametersInvalid, "CKR_DOMAIN_PARAMS_INVALID", "The token does not know this curve."),
        Name(.curveNotSupported, "CKR_CURVE_NOT_SUPPORTED", "The token does not know this curve."),
        Name(.bufferTooSmall, "CKR_BUFFER_TOO_SMALL", "The answer is longer than announced."),
        Name(.informationSensitive, "CKR_INFORMATION_SENSITIVE", "The token does not give this out."),
        Name(.cryptokiNotInitialized, "CKR_CRYPTOKI_NOT_INITIALIZED", "The module is not open."),
        Name(.cryptokiAlreadyInitialized, "CKR_CRYPTOKI_ALREADY_INITIALIZED", "The module is open already."),
        Name(.mutexBad, "CKR_MUTEX_BAD", "The module's locks failed."),
        Name(.mutexNotLocked, "CKR_MUTEX_NOT_LOCKED", "The module's locks failed."),
        Name(.functionRejected, "CKR_FUNCTION_REJECTED", "The token refused it."),
    ]
}
