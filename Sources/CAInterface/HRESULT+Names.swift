extension HRESULT {
    /// A named code: symbol as the header writes it, and one English sentence.
    public struct Name: Sendable, Hashable {
        public let code: HRESULT
        public let symbol: String
        public let text: String
    }

    /// The row for this code; nil when it has no documented name here.
    public var name: Name? { Self.byCode[self] }

    private static let byCode = Dictionary(uniqueKeysWithValues: names.map { ($0.code, $0) })

    /// Every code that callers of the documented interfaces test for. Sources: winerror.h, MS-ERREF, MS-WCCE.
    public static let names: [Name] = [
        Name(code: .ok, symbol: "S_OK", text: "The operation succeeded."),
        Name(code: .sFalse, symbol: "S_FALSE", text: "End of an enumeration."),
        Name(code: .notImplemented, symbol: "E_NOTIMPL", text: "Not implemented."),
        Name(code: .noInterface, symbol: "E_NOINTERFACE", text: "No such interface supported."),
        Name(code: .pointer, symbol: "E_POINTER", text: "Invalid pointer."),
        Name(code: .abort, symbol: "E_ABORT", text: "Operation aborted."),
        Name(code: .fail, symbol: "E_FAIL", text: "Unspecified error."),
        Name(code: .unexpected, symbol: "E_UNEXPECTED", text: "Catastrophic failure: the call is not allowed in this state."),
        Name(code: .blank, symbol: "OLE_E_BLANK", text: "The object has not been initialized."),
        Name(
            code: .fileNotFound,
            symbol: "ERROR_FILE_NOT_FOUND",
            text: "The system cannot find the file specified; the value does not exist."
        ),
        Name(code: .accessDenied, symbol: "E_ACCESSDENIED", text: "Access is denied."),
        Name(code: .handle, symbol: "E_HANDLE", text: "The handle is invalid."),
        Name(code: .invalidData, symbol: "ERROR_INVALID_DATA", text: "The data is invalid."),
        Name(code: .outOfMemory, symbol: "E_OUTOFMEMORY", text: "Not enough memory."),
        Name(code: .fileExists, symbol: "ERROR_FILE_EXISTS", text: "The file exists."),
        Name(code: .invalidPassword, symbol: "ERROR_INVALID_PASSWORD", text: "The specified network password is not correct."),
        Name(code: .invalidArgument, symbol: "E_INVALIDARG", text: "The parameter is incorrect."),
        Name(code: .callNotImplemented, symbol: "ERROR_CALL_NOT_IMPLEMENTED", text: "This function is not supported."),
        Name(code: .badPathname, symbol: "ERROR_BAD_PATHNAME", text: "The specified path is invalid."),
        Name(code: .busy, symbol: "ERROR_BUSY", text: "The requested resource is in use."),
        Name(code: .filenameExceedsRange, symbol: "ERROR_FILENAME_EXCED_RANGE", text: "The text is too long."),
        Name(code: .arithmeticOverflow, symbol: "ERROR_ARITHMETIC_OVERFLOW", text: "Arithmetic result exceeded 32 bits."),
        Name(code: .cancelled, symbol: "ERROR_CANCELLED", text: "The operation was cancelled by the user."),
        Name(code: .alreadyInitialized, symbol: "ERROR_ALREADY_INITIALIZED", text: "The object is already initialized."),
        Name(code: .accessDisabledByPolicy, symbol: "ERROR_ACCESS_DISABLED_BY_POLICY", text: "Blocked by policy."),
        Name(code: .rpcServerUnavailable, symbol: "RPC_S_SERVER_UNAVAILABLE", text: "The CA cannot be reached."),
        Name(code: .rpcCallFailed, symbol: "RPC_S_CALL_FAILED_DNE", text: "The remote call failed and did not execute."),
        Name(code: .invalidOperation, symbol: "ERROR_INVALID_OPERATION", text: "The operation is not valid here."),
        Name(code: .objectAlreadyExists, symbol: "ERROR_OBJECT_ALREADY_EXISTS", text: "The object already exists."),
        Name(code: .invalidState, symbol: "ERROR_INVALID_STATE", text: "The object is not in the correct state."),
        Name(code: .fileReadOnly, symbol: "ERROR_FILE_READ_ONLY", text: "The file is read only."),
        Name(code: .badSignature, symbol: "NTE_BAD_SIGNATURE", text: "The signature is not valid."),
        Name(code: .nteExists, symbol: "NTE_EXISTS", text: "The object already exists."),
        Name(code: .badKeyset, symbol: "NTE_BAD_KEYSET", text: "The key set does not exist."),
        Name(code: .nteFail, symbol: "NTE_FAIL", text: "An internal error occurred in the key provider."),
        Name(code: .silentContext, symbol: "NTE_SILENT_CONTEXT", text: "The operation needs a user interface but the context is silent."),
        Name(code: .nteNotSupported, symbol: "NTE_NOT_SUPPORTED", text: "The requested operation is not supported."),
        Name(code: .unknownAlgorithm, symbol: "CRYPT_E_UNKNOWN_ALGO", text: "Unknown cryptographic algorithm."),
        Name(code: .oidFormat, symbol: "CRYPT_E_OID_FORMAT", text: "The object identifier is badly formatted."),
        Name(code: .invalidMessageType, symbol: "CRYPT_E_INVALID_MSG_TYPE", text: "The message type is not supported."),
        Name(code: .hashValue, symbol: "CRYPT_E_HASH_VALUE", text: "The hash value is not correct."),
        Name(code: .cryptNotFound, symbol: "CRYPT_E_NOT_FOUND", text: "Cannot find object or property."),
        Name(code: .cryptExists, symbol: "CRYPT_E_EXISTS", text: "The object or property already exists."),
        Name(code: .noMatch, symbol: "CRYPT_E_NO_MATCH", text: "Nothing matches."),
        Name(
            code: .unexpectedMessageType,
            symbol: "CRYPT_E_UNEXPECTED_MSG_TYPE",
            text: "The private key for the certificate cannot be loaded."
        ),
        Name(code: .noSigner, symbol: "CRYPT_E_NO_SIGNER", text: "The signed message has no signer."),
        Name(code: .cryptRevoked, symbol: "CRYPT_E_REVOKED", text: "The certificate is revoked."),
        Name(code: .noRevocationCheck, symbol: "CRYPT_E_NO_REVOCATION_CHECK", text: "Revocation could not be checked."),
        Name(code: .revocationOffline, symbol: "CRYPT_E_REVOCATION_OFFLINE", text: "The revocation server was offline."),
        Name(code: .invalidX500String, symbol: "CRYPT_E_INVALID_X500_STRING", text: "The string contains an invalid X.500 name."),
        Name(code: .asn1BadTag, symbol: "CRYPT_E_ASN1_BADTAG", text: "ASN.1 bad tag value met."),
        Name(code: .asn1EndOfData, symbol: "CRYPT_E_ASN1_EOD", text: "ASN.1 unexpected end of data."),
        Name(code: .certExpired, symbol: "CERT_E_EXPIRED", text: "A certificate is not within its validity period."),
        Name(code: .issuerChaining, symbol: "CERT_E_ISSUERCHAINING", text: "The issuer chain is wrong."),
        Name(code: .untrustedRoot, symbol: "CERT_E_UNTRUSTEDROOT", text: "The chain ends in a root that is not trusted."),
        Name(code: .chaining, symbol: "CERT_E_CHAINING", text: "A chain to a trusted root could not be built."),
        Name(code: .certRevoked, symbol: "CERT_E_REVOKED", text: "A certificate was revoked by its issuer."),
        Name(code: .wrongUsage, symbol: "CERT_E_WRONG_USAGE", text: "The certificate is not valid for the requested usage."),
        Name(code: .invalidPolicy, symbol: "CERT_E_INVALID_POLICY", text: "The certificate has an invalid policy."),
        Name(code: .invalidName, symbol: "CERT_E_INVALID_NAME", text: "The certificate has an invalid name."),
        Name(
            code: .certsrvBadRequestsubject,
            symbol: "CERTSRV_E_BAD_REQUESTSUBJECT",
            text: "The request subject name is invalid or too long."
        ),
        Name(code: .certsrvNoRequest, symbol: "CERTSRV_E_NO_REQUEST", text: "The request does not exist."),
        Name(
            code: .certsrvBadRequeststatus,
            symbol: "CERTSRV_E_BAD_REQUESTSTATUS",
            text: "The request's current status does not allow this operation."
        ),
        Name(code: .certsrvPropertyEmpty, symbol: "CERTSRV_E_PROPERTY_EMPTY", text: "The requested property value is empty."),
        Name(
            code: .certsrvInvalidCaCertificate,
            symbol: "CERTSRV_E_INVALID_CA_CERTIFICATE",
            text: "The CA's certificate contains invalid data."
        ),
        Name(code: .certsrvServerSuspended, symbol: "CERTSRV_E_SERVER_SUSPENDED", text: "The CA is suspended for a restore."),
        Name(code: .certsrvEncodingLength, symbol: "CERTSRV_E_ENCODING_LENGTH", text: "The encoded value is too long."),
        Name(code: .certsrvRoleconflict, symbol: "CERTSRV_E_ROLECONFLICT", text: "The operation is denied by role separation."),
        Name(
            code: .certsrvRestrictedofficer,
            symbol: "CERTSRV_E_RESTRICTEDOFFICER",
            text: "The operation is denied by the restrictions on this officer or agent."
        ),
        Name(
            code: .certsrvKeyArchivalNotConfigured,
            symbol: "CERTSRV_E_KEY_ARCHIVAL_NOT_CONFIGURED",
            text: "The CA is not configured for key archival."
        ),
        Name(code: .certsrvNoValidKra, symbol: "CERTSRV_E_NO_VALID_KRA", text: "No valid key recovery agent is configured."),
        Name(
            code: .certsrvBadRequestKeyArchival,
            symbol: "CERTSRV_E_BAD_REQUEST_KEY_ARCHIVAL",
            text: "The archived key does not match the request."
        ),
        Name(
            code: .certsrvNoCaadminDefined,
            symbol: "CERTSRV_E_NO_CAADMIN_DEFINED",
            text: "The CA would be left without an administrator."
        ),
        Name(
            code: .certsrvBadRenewalCertAttribute,
            symbol: "CERTSRV_E_BAD_RENEWAL_CERT_ATTRIBUTE",
            text: "The renewal certificate attribute or certificate is missing."
        ),
        Name(code: .certsrvNoDbSessions, symbol: "CERTSRV_E_NO_DB_SESSIONS", text: "The CA's database is busy."),
        Name(code: .certsrvAlignmentFault, symbol: "CERTSRV_E_ALIGNMENT_FAULT", text: "A memory reference caused an alignment fault."),
        Name(code: .certsrvEnrollDenied, symbol: "CERTSRV_E_ENROLL_DENIED", text: "The caller has no right to enroll at this CA."),
        Name(
            code: .certsrvTemplateDenied,
            symbol: "CERTSRV_E_TEMPLATE_DENIED",
            text: "The caller has no right to enroll for this template."
        ),
        Name(
            code: .certsrvDownlevelDcSslOrUpgrade,
            symbol: "CERTSRV_E_DOWNLEVEL_DC_SSL_OR_UPGRADE",
            text: "The directory server does not support signing."
        ),
        Name(
            code: .certsrvAdminDeniedRequest,
            symbol: "CERTSRV_E_ADMIN_DENIED_REQUEST",
            text: "The request was denied by an officer or administrator."
        ),
        Name(code: .certsrvNoPolicyServer, symbol: "CERTSRV_E_NO_POLICY_SERVER", text: "No enrollment policy server could be found."),
        Name(
            code: .certsrvWeakSignatureOrKey,
            symbol: "CERTSRV_E_WEAK_SIGNATURE_OR_KEY",
            text: "The signature algorithm or key of the request is too weak."
        ),
        Name(
            code: .certsrvKeyAttestationNotSupported,
            symbol: "CERTSRV_E_KEY_ATTESTATION_NOT_SUPPORTED",
            text: "Key attestation is not supported."
        ),
        Name(
            code: .certsrvEncryptionCertRequired,
            symbol: "CERTSRV_E_ENCRYPTION_CERT_REQUIRED",
            text: "An encryption certificate is required."
        ),
        Name(
            code: .certsrvUnsupportedCertType,
            symbol: "CERTSRV_E_UNSUPPORTED_CERT_TYPE",
            text: "The requested certificate template is not supported by this CA."
        ),
        Name(code: .certsrvNoCertType, symbol: "CERTSRV_E_NO_CERT_TYPE", text: "The request contains no certificate template information."),
        Name(
            code: .certsrvTemplateConflict,
            symbol: "CERTSRV_E_TEMPLATE_CONFLICT",
            text: "The request names conflicting certificate templates."
        ),
        Name(
            code: .certsrvSubjectAltNameRequired,
            symbol: "CERTSRV_E_SUBJECT_ALT_NAME_REQUIRED",
            text: "A subject alternative name is required."
        ),
        Name(code: .certsrvArchivedKeyRequired, symbol: "CERTSRV_E_ARCHIVED_KEY_REQUIRED", text: "An archived private key is required."),
        Name(code: .certsrvSmimeRequired, symbol: "CERTSRV_E_SMIME_REQUIRED", text: "S/MIME capabilities are required."),
        Name(
            code: .certsrvBadRenewalSubject,
            symbol: "CERTSRV_E_BAD_RENEWAL_SUBJECT",
            text: "The renewal's subject differs from the old certificate's."
        ),
        Name(
            code: .certsrvBadTemplateVersion,
            symbol: "CERTSRV_E_BAD_TEMPLATE_VERSION",
            text: "The request asks for a newer template version than the CA has."
        ),
        Name(code: .certsrvTemplatePolicyRequired, symbol: "CERTSRV_E_TEMPLATE_POLICY_REQUIRED", text: "A template policy is required."),
        Name(
            code: .certsrvSignaturePolicyRequired,
            symbol: "CERTSRV_E_SIGNATURE_POLICY_REQUIRED",
            text: "An authorized signature is missing."
        ),
        Name(code: .certsrvSignatureCount, symbol: "CERTSRV_E_SIGNATURE_COUNT", text: "The request has too few authorized signatures."),
        Name(
            code: .certsrvSignatureRejected,
            symbol: "CERTSRV_E_SIGNATURE_REJECTED",
            text: "A signer's certificate lacks the required policy."
        ),
        Name(code: .certsrvIssuancePolicyRequired, symbol: "CERTSRV_E_ISSUANCE_POLICY_REQUIRED", text: "An issuance policy is required."),
        Name(
            code: .certsrvSubjectUpnRequired,
            symbol: "CERTSRV_E_SUBJECT_UPN_REQUIRED",
            text: "The directory has no user principal name for the subject."
        ),
        Name(
            code: .certsrvSubjectDirectoryGuidRequired,
            symbol: "CERTSRV_E_SUBJECT_DIRECTORY_GUID_REQUIRED",
            text: "The directory has no object GUID for the subject."
        ),
        Name(
            code: .certsrvSubjectDnsRequired,
            symbol: "CERTSRV_E_SUBJECT_DNS_REQUIRED",
            text: "The directory has no DNS name for the subject."
        ),
        Name(
            code: .certsrvArchivedKeyUnexpected,
            symbol: "CERTSRV_E_ARCHIVED_KEY_UNEXPECTED",
            text: "An archived key was sent but not wanted."
        ),
        Name(code: .certsrvKeyLength, symbol: "CERTSRV_E_KEY_LENGTH", text: "The public key is shorter than the template's minimum."),
        Name(
            code: .certsrvSubjectEmailRequired,
            symbol: "CERTSRV_E_SUBJECT_EMAIL_REQUIRED",
            text: "The directory has no e-mail address for the subject."
        ),
        Name(code: .certsrvUnknownCertType, symbol: "CERTSRV_E_UNKNOWN_CERT_TYPE", text: "Unknown certificate type."),
        Name(code: .certsrvCertTypeOverlap, symbol: "CERTSRV_E_CERT_TYPE_OVERLAP", text: "Certificate types overlap."),
        Name(code: .certsrvTooManySignatures, symbol: "CERTSRV_E_TOO_MANY_SIGNATURES", text: "The request has too many signatures."),
        Name(code: .certsrvRenewalBadPublicKey, symbol: "CERTSRV_E_RENEWAL_BAD_PUBLIC_KEY", text: "The renewal must use the same key."),
        Name(code: .certsrvInvalidEk, symbol: "CERTSRV_E_INVALID_EK", text: "The endorsement key is invalid."),
        Name(code: .certsrvInvalidIdbinding, symbol: "CERTSRV_E_INVALID_IDBINDING", text: "The identity binding is invalid."),
        Name(code: .certsrvInvalidAttestation, symbol: "CERTSRV_E_INVALID_ATTESTATION", text: "The attestation is invalid."),
        Name(code: .certsrvKeyAttestation, symbol: "CERTSRV_E_KEY_ATTESTATION", text: "The key could not be attested."),
        Name(code: .certsrvCorruptKeyAttestation, symbol: "CERTSRV_E_CORRUPT_KEY_ATTESTATION", text: "The attestation data is corrupt."),
        Name(code: .certsrvExpiredChallenge, symbol: "CERTSRV_E_EXPIRED_CHALLENGE", text: "The challenge has expired."),
        Name(code: .certsrvInvalidResponse, symbol: "CERTSRV_E_INVALID_RESPONSE", text: "The response to the challenge is invalid."),
        Name(code: .certsrvInvalidRequestid, symbol: "CERTSRV_E_INVALID_REQUESTID", text: "The request id is invalid."),
        Name(
            code: .certsrvRequestPrecertificateMismatch,
            symbol: "CERTSRV_E_REQUEST_PRECERTIFICATE_MISMATCH",
            text: "The request does not match its precertificate."
        ),
        Name(
            code: .certsrvPendingClientResponse,
            symbol: "CERTSRV_E_PENDING_CLIENT_RESPONSE",
            text: "A response from the client is awaited."
        ),
        Name(
            code: .certsrvSecExtDirectorySidRequired,
            symbol: "CERTSRV_E_SEC_EXT_DIRECTORY_SID_REQUIRED",
            text: "The directory has no SID for the subject."
        ),
        Name(code: .xenrollKeyNotExportable, symbol: "XENROLL_E_KEY_NOT_EXPORTABLE", text: "The key is not exportable."),
        Name(code: .xenrollCannotAddRootCert, symbol: "XENROLL_E_CANNOT_ADD_ROOT_CERT", text: "The root certificate cannot be added."),
        Name(
            code: .xenrollResponseKaHashNotFound,
            symbol: "XENROLL_E_RESPONSE_KA_HASH_NOT_FOUND",
            text: "The archived key hash is missing from the response."
        ),
        Name(
            code: .xenrollResponseUnexpectedKaHash,
            symbol: "XENROLL_E_RESPONSE_UNEXPECTED_KA_HASH",
            text: "The response has an unexpected archived key hash."
        ),
        Name(
            code: .xenrollResponseKaHashMismatch,
            symbol: "XENROLL_E_RESPONSE_KA_HASH_MISMATCH",
            text: "The archived key hash does not match."
        ),
        Name(
            code: .xenrollKeyspecSmimeMismatch,
            symbol: "XENROLL_E_KEYSPEC_SMIME_MISMATCH",
            text: "The key specification does not fit S/MIME."
        ),
    ]

    /// `S_OK`: The operation succeeded.
    public static let ok = HRESULT(rawValue: 0x00000000)
    /// `S_FALSE`: End of an enumeration.
    public static let sFalse = HRESULT(rawValue: 0x00000001)
    /// `E_NOTIMPL`: Not implemented.
    public static let notImplemented = HRESULT(rawValue: 0x80004001)
    /// `E_NOINTERFACE`: No such interface supported.
    public static let noInterface = HRESULT(rawValue: 0x80004002)
    /// `E_POINTER`: Invalid pointer.
    public static let pointer = HRESULT(rawValue: 0x80004003)
    /// `E_ABORT`: Operation aborted.
    public static let abort = HRESULT(rawValue: 0x80004004)
    /// `E_FAIL`: Unspecified error.
    public static let fail = HRESULT(rawValue: 0x80004005)
    /// `E_UNEXPECTED`: Catastrophic failure: the call is not allowed in this state.
    public static let unexpected = HRESULT(rawValue: 0x8000FFFF)
    /// `OLE_E_BLANK`: The object has not been initialized.
    public static let blank = HRESULT(rawValue: 0x80040007)
    /// `ERROR_FILE_NOT_FOUND`: The system cannot find the file specified; the value does not exist.
    public static let fileNotFound = HRESULT(rawValue: 0x80070002)
    /// `E_ACCESSDENIED`: Access is denied.
    public static let accessDenied = HRESULT(rawValue: 0x80070005)
    /// `E_HANDLE`: The handle is invalid.
    public static let handle = HRESULT(rawValue: 0x80070006)
    /// `ERROR_INVALID_DATA`: The data is invalid.
    public static let invalidData = HRESULT(rawValue: 0x8007000D)
    /// `E_OUTOFMEMORY`: Not enough memory.
    public static let outOfMemory = HRESULT(rawValue: 0x8007000E)
    /// `ERROR_FILE_EXISTS`: The file exists.
    public static let fileExists = HRESULT(rawValue: 0x80070050)
    /// `ERROR_INVALID_PASSWORD`: The specified network password is not correct.
    public static let invalidPassword = HRESULT(rawValue: 0x80070056)
    /// `E_INVALIDARG`: The parameter is incorrect.
    public static let invalidArgument = HRESULT(rawValue: 0x80070057)
    /// `ERROR_CALL_NOT_IMPLEMENTED`: This function is not supported.
    public static let callNotImplemented = HRESULT(rawValue: 0x80070078)
    /// `ERROR_BAD_PATHNAME`: The specified path is invalid.
    public static let badPathname = HRESULT(rawValue: 0x800700A1)
    /// `ERROR_BUSY`: The requested resource is in use.
    public static let busy = HRESULT(rawValue: 0x800700AA)
    /// `ERROR_FILENAME_EXCED_RANGE`: The text is too long.
    public static let filenameExceedsRange = HRESULT(rawValue: 0x800700CE)
    /// `ERROR_ARITHMETIC_OVERFLOW`: Arithmetic result exceeded 32 bits.
    public static let arithmeticOverflow = HRESULT(rawValue: 0x80070216)
    /// `ERROR_CANCELLED`: The operation was cancelled by the user.
    public static let cancelled = HRESULT(rawValue: 0x800704C7)
    /// `ERROR_ALREADY_INITIALIZED`: The object is already initialized.
    public static let alreadyInitialized = HRESULT(rawValue: 0x800704DF)
    /// `ERROR_ACCESS_DISABLED_BY_POLICY`: Blocked by policy.
    public static let accessDisabledByPolicy = HRESULT(rawValue: 0x800704EC)
    /// `RPC_S_SERVER_UNAVAILABLE`: The CA cannot be reached.
    public static let rpcServerUnavailable = HRESULT(rawValue: 0x800706BA)
    /// `RPC_S_CALL_FAILED_DNE`: The remote call failed and did not execute.
    public static let rpcCallFailed = HRESULT(rawValue: 0x800706BF)
    /// `ERROR_INVALID_OPERATION`: The operation is not valid here.
    public static let invalidOperation = HRESULT(rawValue: 0x800710DD)
    /// `ERROR_OBJECT_ALREADY_EXISTS`: The object already exists.
    public static let objectAlreadyExists = HRESULT(rawValue: 0x80071392)
    /// `ERROR_INVALID_STATE`: The object is not in the correct state.
    public static let invalidState = HRESULT(rawValue: 0x8007139F)
    /// `ERROR_FILE_READ_ONLY`: The file is read only.
    public static let fileReadOnly = HRESULT(rawValue: 0x80071779)
    /// `NTE_BAD_SIGNATURE`: The signature is not valid.
    public static let badSignature = HRESULT(rawValue: 0x80090006)
    /// `NTE_EXISTS`: The object already exists.
    public static let nteExists = HRESULT(rawValue: 0x8009000F)
    /// `NTE_BAD_KEYSET`: The key set does not exist.
    public static let badKeyset = HRESULT(rawValue: 0x80090016)
    /// `NTE_FAIL`: An internal error occurred in the key provider.
    public static let nteFail = HRESULT(rawValue: 0x80090020)
    /// `NTE_SILENT_CONTEXT`: The operation needs a user interface but the context is silent.
    public static let silentContext = HRESULT(rawValue: 0x80090022)
    /// `NTE_NOT_SUPPORTED`: The requested operation is not supported.
    public static let nteNotSupported = HRESULT(rawValue: 0x80090029)
    /// `CRYPT_E_UNKNOWN_ALGO`: Unknown cryptographic algorithm.
    public static let unknownAlgorithm = HRESULT(rawValue: 0x80091002)
    /// `CRYPT_E_OID_FORMAT`: The object identifier is badly formatted.
    public static let oidFormat = HRESULT(rawValue: 0x80091003)
    /// `CRYPT_E_INVALID_MSG_TYPE`: The message type is not supported.
    public static let invalidMessageType = HRESULT(rawValue: 0x80091004)
    /// `CRYPT_E_HASH_VALUE`: The hash value is not correct.
    public static let hashValue = HRESULT(rawValue: 0x80091007)
    /// `CRYPT_E_NOT_FOUND`: Cannot find object or property.
    public static let cryptNotFound = HRESULT(rawValue: 0x80092004)
    /// `CRYPT_E_EXISTS`: The object or property already exists.
    public static let cryptExists = HRESULT(rawValue: 0x80092005)
    /// `CRYPT_E_NO_MATCH`: Nothing matches.
    public static let noMatch = HRESULT(rawValue: 0x80092009)
    /// `CRYPT_E_UNEXPECTED_MSG_TYPE`: The private key for the certificate cannot be loaded.
    public static let unexpectedMessageType = HRESULT(rawValue: 0x8009200A)
    /// `CRYPT_E_NO_SIGNER`: The signed message has no signer.
    public static let noSigner = HRESULT(rawValue: 0x8009200E)
    /// `CRYPT_E_REVOKED`: The certificate is revoked.
    public static let cryptRevoked = HRESULT(rawValue: 0x80092010)
    /// `CRYPT_E_NO_REVOCATION_CHECK`: Revocation could not be checked.
    public static let noRevocationCheck = HRESULT(rawValue: 0x80092012)
    /// `CRYPT_E_REVOCATION_OFFLINE`: The revocation server was offline.
    public static let revocationOffline = HRESULT(rawValue: 0x80092013)
    /// `CRYPT_E_INVALID_X500_STRING`: The string contains an invalid X.500 name.
    public static let invalidX500String = HRESULT(rawValue: 0x80092023)
    /// `CRYPT_E_ASN1_BADTAG`: ASN.1 bad tag value met.
    public static let asn1BadTag = HRESULT(rawValue: 0x8009310B)
    /// `CRYPT_E_ASN1_EOD`: ASN.1 unexpected end of data.
    public static let asn1EndOfData = HRESULT(rawValue: 0x80093102)
    /// `CERT_E_EXPIRED`: A certificate is not within its validity period.
    public static let certExpired = HRESULT(rawValue: 0x800B0101)
    /// `CERT_E_ISSUERCHAINING`: The issuer chain is wrong.
    public static let issuerChaining = HRESULT(rawValue: 0x800B0107)
    /// `CERT_E_UNTRUSTEDROOT`: The chain ends in a root that is not trusted.
    public static let untrustedRoot = HRESULT(rawValue: 0x800B0109)
    /// `CERT_E_CHAINING`: A chain to a trusted root could not be built.
    public static let chaining = HRESULT(rawValue: 0x800B010A)
    /// `CERT_E_REVOKED`: A certificate was revoked by its issuer.
    public static let certRevoked = HRESULT(rawValue: 0x800B010C)
    /// `CERT_E_WRONG_USAGE`: The certificate is not valid for the requested usage.
    public static let wrongUsage = HRESULT(rawValue: 0x800B0110)
    /// `CERT_E_INVALID_POLICY`: The certificate has an invalid policy.
    public static let invalidPolicy = HRESULT(rawValue: 0x800B0113)
    /// `CERT_E_INVALID_NAME`: The certificate has an invalid name.
    public static let invalidName = HRESULT(rawValue: 0x800B0114)
    /// `CERTSRV_E_BAD_REQUESTSUBJECT`: The request subject name is invalid or too long.
    public static let certsrvBadRequestsubject = HRESULT(rawValue: 0x80094001)
    /// `CERTSRV_E_NO_REQUEST`: The request does not exist.
    public static let certsrvNoRequest = HRESULT(rawValue: 0x80094002)
    /// `CERTSRV_E_BAD_REQUESTSTATUS`: The request's current status does not allow this operation.
    public static let certsrvBadRequeststatus = HRESULT(rawValue: 0x80094003)
    /// `CERTSRV_E_PROPERTY_EMPTY`: The requested property value is empty.
    public static let certsrvPropertyEmpty = HRESULT(rawValue: 0x80094004)
    /// `CERTSRV_E_INVALID_CA_CERTIFICATE`: The CA's certificate contains invalid data.
    public static let certsrvInvalidCaCertificate = HRESULT(rawValue: 0x80094005)
    /// `CERTSRV_E_SERVER_SUSPENDED`: The CA is suspended for a restore.
    public static let certsrvServerSuspended = HRESULT(rawValue: 0x80094006)
    /// `CERTSRV_E_ENCODING_LENGTH`: The encoded value is too long.
    public static let certsrvEncodingLength = HRESULT(rawValue: 0x80094007)
    /// `CERTSRV_E_ROLECONFLICT`: The operation is denied by role separation.
    public static let certsrvRoleconflict = HRESULT(rawValue: 0x80094008)
    /// `CERTSRV_E_RESTRICTEDOFFICER`: The operation is denied by the restrictions on this officer or agent.
    public static let certsrvRestrictedofficer = HRESULT(rawValue: 0x80094009)
    /// `CERTSRV_E_KEY_ARCHIVAL_NOT_CONFIGURED`: The CA is not configured for key archival.
    public static let certsrvKeyArchivalNotConfigured = HRESULT(rawValue: 0x8009400A)
    /// `CERTSRV_E_NO_VALID_KRA`: No valid key recovery agent is configured.
    public static let certsrvNoValidKra = HRESULT(rawValue: 0x8009400B)
    /// `CERTSRV_E_BAD_REQUEST_KEY_ARCHIVAL`: The archived key does not match the request.
    public static let certsrvBadRequestKeyArchival = HRESULT(rawValue: 0x8009400C)
    /// `CERTSRV_E_NO_CAADMIN_DEFINED`: The CA would be left without an administrator.
    public static let certsrvNoCaadminDefined = HRESULT(rawValue: 0x8009400D)
    /// `CERTSRV_E_BAD_RENEWAL_CERT_ATTRIBUTE`: The renewal certificate attribute or certificate is missing.
    public static let certsrvBadRenewalCertAttribute = HRESULT(rawValue: 0x8009400E)
    /// `CERTSRV_E_NO_DB_SESSIONS`: The CA's database is busy.
    public static let certsrvNoDbSessions = HRESULT(rawValue: 0x8009400F)
    /// `CERTSRV_E_ALIGNMENT_FAULT`: A memory reference caused an alignment fault.
    public static let certsrvAlignmentFault = HRESULT(rawValue: 0x80094010)
    /// `CERTSRV_E_ENROLL_DENIED`: The caller has no right to enroll at this CA.
    public static let certsrvEnrollDenied = HRESULT(rawValue: 0x80094011)
    /// `CERTSRV_E_TEMPLATE_DENIED`: The caller has no right to enroll for this template.
    public static let certsrvTemplateDenied = HRESULT(rawValue: 0x80094012)
    /// `CERTSRV_E_DOWNLEVEL_DC_SSL_OR_UPGRADE`: The directory server does not support signing.
    public static let certsrvDownlevelDcSslOrUpgrade = HRESULT(rawValue: 0x80094013)
    /// `CERTSRV_E_ADMIN_DENIED_REQUEST`: The request was denied by an officer or administrator.
    public static let certsrvAdminDeniedRequest = HRESULT(rawValue: 0x80094014)
    /// `CERTSRV_E_NO_POLICY_SERVER`: No enrollment policy server could be found.
    public static let certsrvNoPolicyServer = HRESULT(rawValue: 0x80094015)
    /// `CERTSRV_E_WEAK_SIGNATURE_OR_KEY`: The signature algorithm or key of the request is too weak.
    public static let certsrvWeakSignatureOrKey = HRESULT(rawValue: 0x80094016)
    /// `CERTSRV_E_KEY_ATTESTATION_NOT_SUPPORTED`: Key attestation is not supported.
    public static let certsrvKeyAttestationNotSupported = HRESULT(rawValue: 0x80094017)
    /// `CERTSRV_E_ENCRYPTION_CERT_REQUIRED`: An encryption certificate is required.
    public static let certsrvEncryptionCertRequired = HRESULT(rawValue: 0x80094018)
    /// `CERTSRV_E_UNSUPPORTED_CERT_TYPE`: The requested certificate template is not supported by this CA.
    public static let certsrvUnsupportedCertType = HRESULT(rawValue: 0x80094800)
    /// `CERTSRV_E_NO_CERT_TYPE`: The request contains no certificate template information.
    public static let certsrvNoCertType = HRESULT(rawValue: 0x80094801)
    /// `CERTSRV_E_TEMPLATE_CONFLICT`: The request names conflicting certificate templates.
    public static let certsrvTemplateConflict = HRESULT(rawValue: 0x80094802)
    /// `CERTSRV_E_SUBJECT_ALT_NAME_REQUIRED`: A subject alternative name is required.
    public static let certsrvSubjectAltNameRequired = HRESULT(rawValue: 0x80094803)
    /// `CERTSRV_E_ARCHIVED_KEY_REQUIRED`: An archived private key is required.
    public static let certsrvArchivedKeyRequired = HRESULT(rawValue: 0x80094804)
    /// `CERTSRV_E_SMIME_REQUIRED`: S/MIME capabilities are required.
    public static let certsrvSmimeRequired = HRESULT(rawValue: 0x80094805)
    /// `CERTSRV_E_BAD_RENEWAL_SUBJECT`: The renewal's subject differs from the old certificate's.
    public static let certsrvBadRenewalSubject = HRESULT(rawValue: 0x80094806)
    /// `CERTSRV_E_BAD_TEMPLATE_VERSION`: The request asks for a newer template version than the CA has.
    public static let certsrvBadTemplateVersion = HRESULT(rawValue: 0x80094807)
    /// `CERTSRV_E_TEMPLATE_POLICY_REQUIRED`: A template policy is required.
    public static let certsrvTemplatePolicyRequired = HRESULT(rawValue: 0x80094808)
    /// `CERTSRV_E_SIGNATURE_POLICY_REQUIRED`: An authorized signature is missing.
    public static let certsrvSignaturePolicyRequired = HRESULT(rawValue: 0x80094809)
    /// `CERTSRV_E_SIGNATURE_COUNT`: The request has too few authorized signatures.
    public static let certsrvSignatureCount = HRESULT(rawValue: 0x8009480A)
    /// `CERTSRV_E_SIGNATURE_REJECTED`: A signer's certificate lacks the required policy.
    public static let certsrvSignatureRejected = HRESULT(rawValue: 0x8009480B)
    /// `CERTSRV_E_ISSUANCE_POLICY_REQUIRED`: An issuance policy is required.
    public static let certsrvIssuancePolicyRequired = HRESULT(rawValue: 0x8009480C)
    /// `CERTSRV_E_SUBJECT_UPN_REQUIRED`: The directory has no user principal name for the subject.
    public static let certsrvSubjectUpnRequired = HRESULT(rawValue: 0x8009480D)
    /// `CERTSRV_E_SUBJECT_DIRECTORY_GUID_REQUIRED`: The directory has no object GUID for the subject.
    public static let certsrvSubjectDirectoryGuidRequired = HRESULT(rawValue: 0x8009480E)
    /// `CERTSRV_E_SUBJECT_DNS_REQUIRED`: The directory has no DNS name for the subject.
    public static let certsrvSubjectDnsRequired = HRESULT(rawValue: 0x8009480F)
    /// `CERTSRV_E_ARCHIVED_KEY_UNEXPECTED`: An archived key was sent but not wanted.
    public static let certsrvArchivedKeyUnexpected = HRESULT(rawValue: 0x80094810)
    /// `CERTSRV_E_KEY_LENGTH`: The public key is shorter than the template's minimum.
    public static let certsrvKeyLength = HRESULT(rawValue: 0x80094811)
    /// `CERTSRV_E_SUBJECT_EMAIL_REQUIRED`: The directory has no e-mail address for the subject.
    public static let certsrvSubjectEmailRequired = HRESULT(rawValue: 0x80094812)
    /// `CERTSRV_E_UNKNOWN_CERT_TYPE`: Unknown certificate type.
    public static let certsrvUnknownCertType = HRESULT(rawValue: 0x80094813)
    /// `CERTSRV_E_CERT_TYPE_OVERLAP`: Certificate types overlap.
    public static let certsrvCertTypeOverlap = HRESULT(rawValue: 0x80094814)
    /// `CERTSRV_E_TOO_MANY_SIGNATURES`: The request has too many signatures.
    public static let certsrvTooManySignatures = HRESULT(rawValue: 0x80094815)
    /// `CERTSRV_E_RENEWAL_BAD_PUBLIC_KEY`: The renewal must use the same key.
    public static let certsrvRenewalBadPublicKey = HRESULT(rawValue: 0x80094816)
    /// `CERTSRV_E_INVALID_EK`: The endorsement key is invalid.
    public static let certsrvInvalidEk = HRESULT(rawValue: 0x80094817)
    /// `CERTSRV_E_INVALID_IDBINDING`: The identity binding is invalid.
    public static let certsrvInvalidIdbinding = HRESULT(rawValue: 0x80094818)
    /// `CERTSRV_E_INVALID_ATTESTATION`: The attestation is invalid.
    public static let certsrvInvalidAttestation = HRESULT(rawValue: 0x80094819)
    /// `CERTSRV_E_KEY_ATTESTATION`: The key could not be attested.
    public static let certsrvKeyAttestation = HRESULT(rawValue: 0x8009481A)
    /// `CERTSRV_E_CORRUPT_KEY_ATTESTATION`: The attestation data is corrupt.
    public static let certsrvCorruptKeyAttestation = HRESULT(rawValue: 0x8009481B)
    /// `CERTSRV_E_EXPIRED_CHALLENGE`: The challenge has expired.
    public static let certsrvExpiredChallenge = HRESULT(rawValue: 0x8009481C)
    /// `CERTSRV_E_INVALID_RESPONSE`: The response to the challenge is invalid.
    public static let certsrvInvalidResponse = HRESULT(rawValue: 0x8009481D)
    /// `CERTSRV_E_INVALID_REQUESTID`: The request id is invalid.
    public static let certsrvInvalidRequestid = HRESULT(rawValue: 0x8009481E)
    /// `CERTSRV_E_REQUEST_PRECERTIFICATE_MISMATCH`: The request does not match its precertificate.
    public static let certsrvRequestPrecertificateMismatch = HRESULT(rawValue: 0x8009481F)
    /// `CERTSRV_E_PENDING_CLIENT_RESPONSE`: A response from the client is awaited.
    public static let certsrvPendingClientResponse = HRESULT(rawValue: 0x80094820)
    /// `CERTSRV_E_SEC_EXT_DIRECTORY_SID_REQUIRED`: The directory has no SID for the subject.
    public static let certsrvSecExtDirectorySidRequired = HRESULT(rawValue: 0x80094821)
    /// `XENROLL_E_KEY_NOT_EXPORTABLE`: The key is not exportable.
    public static let xenrollKeyNotExportable = HRESULT(rawValue: 0x80095000)
    /// `XENROLL_E_CANNOT_ADD_ROOT_CERT`: The root certificate cannot be added.
    public static let xenrollCannotAddRootCert = HRESULT(rawValue: 0x80095001)
    /// `XENROLL_E_RESPONSE_KA_HASH_NOT_FOUND`: The archived key hash is missing from the response.
    public static let xenrollResponseKaHashNotFound = HRESULT(rawValue: 0x80095002)
    /// `XENROLL_E_RESPONSE_UNEXPECTED_KA_HASH`: The response has an unexpected archived key hash.
    public static let xenrollResponseUnexpectedKaHash = HRESULT(rawValue: 0x80095003)
    /// `XENROLL_E_RESPONSE_KA_HASH_MISMATCH`: The archived key hash does not match.
    public static let xenrollResponseKaHashMismatch = HRESULT(rawValue: 0x80095004)
    /// `XENROLL_E_KEYSPEC_SMIME_MISMATCH`: The key specification does not fit S/MIME.
    public static let xenrollKeyspecSmimeMismatch = HRESULT(rawValue: 0x80095005)
}
