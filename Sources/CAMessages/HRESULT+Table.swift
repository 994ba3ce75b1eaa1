// swift-format-ignore-file
// Made by scripts/generate-tables from Tables/hresults.txt: change the table, then run the script.

extension HRESULT {
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
    public static let canceled = HRESULT(rawValue: 0x800704C7)
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
    public static let certsrvBadRequestSubject = HRESULT(rawValue: 0x80094001)
    /// `CERTSRV_E_NO_REQUEST`: The request does not exist.
    public static let certsrvNoRequest = HRESULT(rawValue: 0x80094002)
    /// `CERTSRV_E_BAD_REQUESTSTATUS`: The request's current status does not allow this operation.
    public static let certsrvBadRequestStatus = HRESULT(rawValue: 0x80094003)
    /// `CERTSRV_E_PROPERTY_EMPTY`: The requested property value is empty.
    public static let certsrvPropertyEmpty = HRESULT(rawValue: 0x80094004)
    /// `CERTSRV_E_INVALID_CA_CERTIFICATE`: The CA's certificate contains invalid data.
    public static let certsrvInvalidCACertificate = HRESULT(rawValue: 0x80094005)
    /// `CERTSRV_E_SERVER_SUSPENDED`: The CA is suspended for a restore.
    public static let certsrvServerSuspended = HRESULT(rawValue: 0x80094006)
    /// `CERTSRV_E_ENCODING_LENGTH`: The encoded value is too long.
    public static let certsrvEncodingLength = HRESULT(rawValue: 0x80094007)
    /// `CERTSRV_E_ROLECONFLICT`: The operation is denied by role separation.
    public static let certsrvRoleConflict = HRESULT(rawValue: 0x80094008)
    /// `CERTSRV_E_RESTRICTEDOFFICER`: The operation is denied by the restrictions on this officer or agent.
    public static let certsrvRestrictedOfficer = HRESULT(rawValue: 0x80094009)
    /// `CERTSRV_E_KEY_ARCHIVAL_NOT_CONFIGURED`: The CA is not configured for key archival.
    public static let certsrvKeyArchivalNotConfigured = HRESULT(rawValue: 0x8009400A)
    /// `CERTSRV_E_NO_VALID_KRA`: No valid key recovery agent is configured.
    public static let certsrvNoValidKRA = HRESULT(rawValue: 0x8009400B)
    /// `CERTSRV_E_BAD_REQUEST_KEY_ARCHIVAL`: The archived key does not match the request.
    public static let certsrvBadRequestKeyArchival = HRESULT(rawValue: 0x8009400C)
    /// `CERTSRV_E_NO_CAADMIN_DEFINED`: The CA would be left without an administrator.
    public static let certsrvNoCAAdminDefined = HRESULT(rawValue: 0x8009400D)
    /// `CERTSRV_E_BAD_RENEWAL_CERT_ATTRIBUTE`: The renewal certificate attribute or certificate is missing.
    public static let certsrvBadRenewalCertAttribute = HRESULT(rawValue: 0x8009400E)
    /// `CERTSRV_E_NO_DB_SESSIONS`: The CA's database is busy.
    public static let certsrvNoDBSessions = HRESULT(rawValue: 0x8009400F)
    /// `CERTSRV_E_ALIGNMENT_FAULT`: A memory reference caused an alignment fault.
    public static let certsrvAlignmentFault = HRESULT(rawValue: 0x80094010)
    /// `CERTSRV_E_ENROLL_DENIED`: The caller has no right to enroll at this CA.
    public static let certsrvEnrollDenied = HRESULT(rawValue: 0x80094011)
    /// `CERTSRV_E_TEMPLATE_DENIED`: The caller has no right to enroll for this template.
    public static let certsrvTemplateDenied = HRESULT(rawValue: 0x80094012)
    /// `CERTSRV_E_DOWNLEVEL_DC_SSL_OR_UPGRADE`: The directory server does not support signing.
    public static let certsrvDownlevelDCSSLOrUpgrade = HRESULT(rawValue: 0x80094013)
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
    public static let certsrvSMIMERequired = HRESULT(rawValue: 0x80094805)
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
    public static let certsrvSubjectUPNRequired = HRESULT(rawValue: 0x8009480D)
    /// `CERTSRV_E_SUBJECT_DIRECTORY_GUID_REQUIRED`: The directory has no object GUID for the subject.
    public static let certsrvSubjectDirectoryGUIDRequired = HRESULT(rawValue: 0x8009480E)
    /// `CERTSRV_E_SUBJECT_DNS_REQUIRED`: The directory has no DNS name for the subject.
    public static let certsrvSubjectDNSRequired = HRESULT(rawValue: 0x8009480F)
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
    public static let certsrvInvalidEK = HRESULT(rawValue: 0x80094817)
    /// `CERTSRV_E_INVALID_IDBINDING`: The identity binding is invalid.
    public static let certsrvInvalidIDBinding = HRESULT(rawValue: 0x80094818)
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
    public static let certsrvInvalidRequestID = HRESULT(rawValue: 0x8009481E)
    /// `CERTSRV_E_REQUEST_PRECERTIFICATE_MISMATCH`: The request does not match its precertificate.
    public static let certsrvRequestPrecertificateMismatch = HRESULT(rawValue: 0x8009481F)
    /// `CERTSRV_E_PENDING_CLIENT_RESPONSE`: A response from the client is awaited.
    public static let certsrvPendingClientResponse = HRESULT(rawValue: 0x80094820)
    /// `CERTSRV_E_SEC_EXT_DIRECTORY_SID_REQUIRED`: The directory has no SID for the subject.
    public static let certsrvSecExtDirectorySIDRequired = HRESULT(rawValue: 0x80094821)
    /// `XENROLL_E_KEY_NOT_EXPORTABLE`: The key is not exportable.
    public static let xenrollKeyNotExportable = HRESULT(rawValue: 0x80095000)
    /// `XENROLL_E_CANNOT_ADD_ROOT_CERT`: The root certificate cannot be added.
    public static let xenrollCannotAddRootCert = HRESULT(rawValue: 0x80095001)
    /// `XENROLL_E_RESPONSE_KA_HASH_NOT_FOUND`: The archived key hash is missing from the response.
    public static let xenrollResponseKAHashNotFound = HRESULT(rawValue: 0x80095002)
    /// `XENROLL_E_RESPONSE_UNEXPECTED_KA_HASH`: The response has an unexpected archived key hash.
    public static let xenrollResponseUnexpectedKAHash = HRESULT(rawValue: 0x80095003)
    /// `XENROLL_E_RESPONSE_KA_HASH_MISMATCH`: The archived key hash does not match.
    public static let xenrollResponseKAHashMismatch = HRESULT(rawValue: 0x80095004)
    /// `XENROLL_E_KEYSPEC_SMIME_MISMATCH`: The key specification does not fit S/MIME.
    public static let xenrollKeySpecSMIMEMismatch = HRESULT(rawValue: 0x80095005)

    /// Every code that callers of the documented interfaces test for.
    public static let names: [Name] = [
        Name(.ok, "S_OK", "The operation succeeded."),
        Name(.sFalse, "S_FALSE", "End of an enumeration."),
        Name(.notImplemented, "E_NOTIMPL", "Not implemented."),
        Name(.noInterface, "E_NOINTERFACE", "No such interface supported."),
        Name(.pointer, "E_POINTER", "Invalid pointer."),
        Name(.abort, "E_ABORT", "Operation aborted."),
        Name(.fail, "E_FAIL", "Unspecified error."),
        Name(.unexpected, "E_UNEXPECTED", "Catastrophic failure: the call is not allowed in this state."),
        Name(.blank, "OLE_E_BLANK", "The object has not been initialized."),
        Name(.fileNotFound, "ERROR_FILE_NOT_FOUND", "The system cannot find the file specified; the value does not exist."),
        Name(.accessDenied, "E_ACCESSDENIED", "Access is denied.", win32: "ERROR_ACCESS_DENIED"),
        Name(.handle, "E_HANDLE", "The handle is invalid.", win32: "ERROR_INVALID_HANDLE"),
        Name(.invalidData, "ERROR_INVALID_DATA", "The data is invalid."),
        Name(.outOfMemory, "E_OUTOFMEMORY", "Not enough memory.", win32: "ERROR_OUTOFMEMORY"),
        Name(.fileExists, "ERROR_FILE_EXISTS", "The file exists."),
        Name(.invalidPassword, "ERROR_INVALID_PASSWORD", "The specified network password is not correct."),
        Name(.invalidArgument, "E_INVALIDARG", "The parameter is incorrect.", win32: "ERROR_INVALID_PARAMETER"),
        Name(.callNotImplemented, "ERROR_CALL_NOT_IMPLEMENTED", "This function is not supported."),
        Name(.badPathname, "ERROR_BAD_PATHNAME", "The specified path is invalid."),
        Name(.busy, "ERROR_BUSY", "The requested resource is in use."),
        Name(.filenameExceedsRange, "ERROR_FILENAME_EXCED_RANGE", "The text is too long."),
        Name(.arithmeticOverflow, "ERROR_ARITHMETIC_OVERFLOW", "Arithmetic result exceeded 32 bits."),
        Name(.canceled, "ERROR_CANCELLED", "The operation was cancelled by the user."),
        Name(.alreadyInitialized, "ERROR_ALREADY_INITIALIZED", "The object is already initialized."),
        Name(.accessDisabledByPolicy, "ERROR_ACCESS_DISABLED_BY_POLICY", "Blocked by policy."),
        Name(.rpcServerUnavailable, "RPC_S_SERVER_UNAVAILABLE", "The CA cannot be reached."),
        Name(.rpcCallFailed, "RPC_S_CALL_FAILED_DNE", "The remote call failed and did not execute."),
        Name(.invalidOperation, "ERROR_INVALID_OPERATION", "The operation is not valid here."),
        Name(.objectAlreadyExists, "ERROR_OBJECT_ALREADY_EXISTS", "The object already exists."),
        Name(.invalidState, "ERROR_INVALID_STATE", "The object is not in the correct state."),
        Name(.fileReadOnly, "ERROR_FILE_READ_ONLY", "The file is read only."),
        Name(.badSignature, "NTE_BAD_SIGNATURE", "The signature is not valid."),
        Name(.nteExists, "NTE_EXISTS", "The object already exists."),
        Name(.badKeyset, "NTE_BAD_KEYSET", "The key set does not exist."),
        Name(.nteFail, "NTE_FAIL", "An internal error occurred in the key provider."),
        Name(.silentContext, "NTE_SILENT_CONTEXT", "The operation needs a user interface but the context is silent."),
        Name(.nteNotSupported, "NTE_NOT_SUPPORTED", "The requested operation is not supported."),
        Name(.unknownAlgorithm, "CRYPT_E_UNKNOWN_ALGO", "Unknown cryptographic algorithm."),
        Name(.oidFormat, "CRYPT_E_OID_FORMAT", "The object identifier is badly formatted."),
        Name(.invalidMessageType, "CRYPT_E_INVALID_MSG_TYPE", "The message type is not supported."),
        Name(.hashValue, "CRYPT_E_HASH_VALUE", "The hash value is not correct."),
        Name(.cryptNotFound, "CRYPT_E_NOT_FOUND", "Cannot find object or property."),
        Name(.cryptExists, "CRYPT_E_EXISTS", "The object or property already exists."),
        Name(.noMatch, "CRYPT_E_NO_MATCH", "Nothing matches."),
        Name(.unexpectedMessageType, "CRYPT_E_UNEXPECTED_MSG_TYPE", "The private key for the certificate cannot be loaded."),
        Name(.noSigner, "CRYPT_E_NO_SIGNER", "The signed message has no signer."),
        Name(.cryptRevoked, "CRYPT_E_REVOKED", "The certificate is revoked."),
        Name(.noRevocationCheck, "CRYPT_E_NO_REVOCATION_CHECK", "Revocation could not be checked."),
        Name(.revocationOffline, "CRYPT_E_REVOCATION_OFFLINE", "The revocation server was offline."),
        Name(.invalidX500String, "CRYPT_E_INVALID_X500_STRING", "The string contains an invalid X.500 name."),
        Name(.asn1BadTag, "CRYPT_E_ASN1_BADTAG", "ASN.1 bad tag value met."),
        Name(.asn1EndOfData, "CRYPT_E_ASN1_EOD", "ASN.1 unexpected end of data."),
        Name(.certExpired, "CERT_E_EXPIRED", "A certificate is not within its validity period."),
        Name(.issuerChaining, "CERT_E_ISSUERCHAINING", "The issuer chain is wrong."),
        Name(.untrustedRoot, "CERT_E_UNTRUSTEDROOT", "The chain ends in a root that is not trusted."),
        Name(.chaining, "CERT_E_CHAINING", "A chain to a trusted root could not be built."),
        Name(.certRevoked, "CERT_E_REVOKED", "A certificate was revoked by its issuer."),
        Name(.wrongUsage, "CERT_E_WRONG_USAGE", "The certificate is not valid for the requested usage."),
        Name(.invalidPolicy, "CERT_E_INVALID_POLICY", "The certificate has an invalid policy."),
        Name(.invalidName, "CERT_E_INVALID_NAME", "The certificate has an invalid name."),
        Name(.certsrvBadRequestSubject, "CERTSRV_E_BAD_REQUESTSUBJECT", "The request subject name is invalid or too long."),
        Name(.certsrvNoRequest, "CERTSRV_E_NO_REQUEST", "The request does not exist."),
        Name(.certsrvBadRequestStatus, "CERTSRV_E_BAD_REQUESTSTATUS", "The request's current status does not allow this operation."),
        Name(.certsrvPropertyEmpty, "CERTSRV_E_PROPERTY_EMPTY", "The requested property value is empty."),
        Name(.certsrvInvalidCACertificate, "CERTSRV_E_INVALID_CA_CERTIFICATE", "The CA's certificate contains invalid data."),
        Name(.certsrvServerSuspended, "CERTSRV_E_SERVER_SUSPENDED", "The CA is suspended for a restore."),
        Name(.certsrvEncodingLength, "CERTSRV_E_ENCODING_LENGTH", "The encoded value is too long."),
        Name(.certsrvRoleConflict, "CERTSRV_E_ROLECONFLICT", "The operation is denied by role separation."),
        Name(.certsrvRestrictedOfficer, "CERTSRV_E_RESTRICTEDOFFICER", "The operation is denied by the restrictions on this officer or agent."),
        Name(.certsrvKeyArchivalNotConfigured, "CERTSRV_E_KEY_ARCHIVAL_NOT_CONFIGURED", "The CA is not configured for key archival."),
        Name(.certsrvNoValidKRA, "CERTSRV_E_NO_VALID_KRA", "No valid key recovery agent is configured."),
        Name(.certsrvBadRequestKeyArchival, "CERTSRV_E_BAD_REQUEST_KEY_ARCHIVAL", "The archived key does not match the request."),
        Name(.certsrvNoCAAdminDefined, "CERTSRV_E_NO_CAADMIN_DEFINED", "The CA would be left without an administrator."),
        Name(.certsrvBadRenewalCertAttribute, "CERTSRV_E_BAD_RENEWAL_CERT_ATTRIBUTE", "The renewal certificate attribute or certificate is missing."),
        Name(.certsrvNoDBSessions, "CERTSRV_E_NO_DB_SESSIONS", "The CA's database is busy."),
        Name(.certsrvAlignmentFault, "CERTSRV_E_ALIGNMENT_FAULT", "A memory reference caused an alignment fault."),
        Name(.certsrvEnrollDenied, "CERTSRV_E_ENROLL_DENIED", "The caller has no right to enroll at this CA."),
        Name(.certsrvTemplateDenied, "CERTSRV_E_TEMPLATE_DENIED", "The caller has no right to enroll for this template."),
        Name(.certsrvDownlevelDCSSLOrUpgrade, "CERTSRV_E_DOWNLEVEL_DC_SSL_OR_UPGRADE", "The directory server does not support signing."),
        Name(.certsrvAdminDeniedRequest, "CERTSRV_E_ADMIN_DENIED_REQUEST", "The request was denied by an officer or administrator."),
        Name(.certsrvNoPolicyServer, "CERTSRV_E_NO_POLICY_SERVER", "No enrollment policy server could be found."),
        Name(.certsrvWeakSignatureOrKey, "CERTSRV_E_WEAK_SIGNATURE_OR_KEY", "The signature algorithm or key of the request is too weak."),
        Name(.certsrvKeyAttestationNotSupported, "CERTSRV_E_KEY_ATTESTATION_NOT_SUPPORTED", "Key attestation is not supported."),
        Name(.certsrvEncryptionCertRequired, "CERTSRV_E_ENCRYPTION_CERT_REQUIRED", "An encryption certificate is required."),
        Name(.certsrvUnsupportedCertType, "CERTSRV_E_UNSUPPORTED_CERT_TYPE", "The requested certificate template is not supported by this CA."),
        Name(.certsrvNoCertType, "CERTSRV_E_NO_CERT_TYPE", "The request contains no certificate template information."),
        Name(.certsrvTemplateConflict, "CERTSRV_E_TEMPLATE_CONFLICT", "The request names conflicting certificate templates."),
        Name(.certsrvSubjectAltNameRequired, "CERTSRV_E_SUBJECT_ALT_NAME_REQUIRED", "A subject alternative name is required."),
        Name(.certsrvArchivedKeyRequired, "CERTSRV_E_ARCHIVED_KEY_REQUIRED", "An archived private key is required."),
        Name(.certsrvSMIMERequired, "CERTSRV_E_SMIME_REQUIRED", "S/MIME capabilities are required."),
        Name(.certsrvBadRenewalSubject, "CERTSRV_E_BAD_RENEWAL_SUBJECT", "The renewal's subject differs from the old certificate's."),
        Name(.certsrvBadTemplateVersion, "CERTSRV_E_BAD_TEMPLATE_VERSION", "The request asks for a newer template version than the CA has."),
        Name(.certsrvTemplatePolicyRequired, "CERTSRV_E_TEMPLATE_POLICY_REQUIRED", "A template policy is required."),
        Name(.certsrvSignaturePolicyRequired, "CERTSRV_E_SIGNATURE_POLICY_REQUIRED", "An authorized signature is missing."),
        Name(.certsrvSignatureCount, "CERTSRV_E_SIGNATURE_COUNT", "The request has too few authorized signatures."),
        Name(.certsrvSignatureRejected, "CERTSRV_E_SIGNATURE_REJECTED", "A signer's certificate lacks the required policy."),
        Name(.certsrvIssuancePolicyRequired, "CERTSRV_E_ISSUANCE_POLICY_REQUIRED", "An issuance policy is required."),
        Name(.certsrvSubjectUPNRequired, "CERTSRV_E_SUBJECT_UPN_REQUIRED", "The directory has no user principal name for the subject."),
        Name(.certsrvSubjectDirectoryGUIDRequired, "CERTSRV_E_SUBJECT_DIRECTORY_GUID_REQUIRED", "The directory has no object GUID for the subject."),
        Name(.certsrvSubjectDNSRequired, "CERTSRV_E_SUBJECT_DNS_REQUIRED", "The directory has no DNS name for the subject."),
        Name(.certsrvArchivedKeyUnexpected, "CERTSRV_E_ARCHIVED_KEY_UNEXPECTED", "An archived key was sent but not wanted."),
        Name(.certsrvKeyLength, "CERTSRV_E_KEY_LENGTH", "The public key is shorter than the template's minimum."),
        Name(.certsrvSubjectEmailRequired, "CERTSRV_E_SUBJECT_EMAIL_REQUIRED", "The directory has no e-mail address for the subject."),
        Name(.certsrvUnknownCertType, "CERTSRV_E_UNKNOWN_CERT_TYPE", "Unknown certificate type."),
        Name(.certsrvCertTypeOverlap, "CERTSRV_E_CERT_TYPE_OVERLAP", "Certificate types overlap."),
        Name(.certsrvTooManySignatures, "CERTSRV_E_TOO_MANY_SIGNATURES", "The request has too many signatures."),
        Name(.certsrvRenewalBadPublicKey, "CERTSRV_E_RENEWAL_BAD_PUBLIC_KEY", "The renewal must use the same key."),
        Name(.certsrvInvalidEK, "CERTSRV_E_INVALID_EK", "The endorsement key is invalid."),
        Name(.certsrvInvalidIDBinding, "CERTSRV_E_INVALID_IDBINDING", "The identity binding is invalid."),
        Name(.certsrvInvalidAttestation, "CERTSRV_E_INVALID_ATTESTATION", "The attestation is invalid."),
        Name(.certsrvKeyAttestation, "CERTSRV_E_KEY_ATTESTATION", "The key could not be attested."),
        Name(.certsrvCorruptKeyAttestation, "CERTSRV_E_CORRUPT_KEY_ATTESTATION", "The attestation data is corrupt."),
        Name(.certsrvExpiredChallenge, "CERTSRV_E_EXPIRED_CHALLENGE", "The challenge has expired."),
        Name(.certsrvInvalidResponse, "CERTSRV_E_INVALID_RESPONSE", "The response to the challenge is invalid."),
        Name(.certsrvInvalidRequestID, "CERTSRV_E_INVALID_REQUESTID", "The request id is invalid."),
        Name(.certsrvRequestPrecertificateMismatch, "CERTSRV_E_REQUEST_PRECERTIFICATE_MISMATCH", "The request does not match its precertificate."),
        Name(.certsrvPendingClientResponse, "CERTSRV_E_PENDING_CLIENT_RESPONSE", "A response from the client is awaited."),
        Name(.certsrvSecExtDirectorySIDRequired, "CERTSRV_E_SEC_EXT_DIRECTORY_SID_REQUIRED", "The directory has no SID for the subject."),
        Name(.xenrollKeyNotExportable, "XENROLL_E_KEY_NOT_EXPORTABLE", "The key is not exportable."),
        Name(.xenrollCannotAddRootCert, "XENROLL_E_CANNOT_ADD_ROOT_CERT", "The root certificate cannot be added."),
        Name(.xenrollResponseKAHashNotFound, "XENROLL_E_RESPONSE_KA_HASH_NOT_FOUND", "The archived key hash is missing from the response."),
        Name(.xenrollResponseUnexpectedKAHash, "XENROLL_E_RESPONSE_UNEXPECTED_KA_HASH", "The response has an unexpected archived key hash."),
        Name(.xenrollResponseKAHashMismatch, "XENROLL_E_RESPONSE_KA_HASH_MISMATCH", "The archived key hash does not match."),
        Name(.xenrollKeySpecSMIMEMismatch, "XENROLL_E_KEYSPEC_SMIME_MISMATCH", "The key specification does not fit S/MIME."),
    ]
}
