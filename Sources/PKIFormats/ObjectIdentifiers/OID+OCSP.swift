// swift-format-ignore-file
// Made by scripts/generate-tables from Tables/object-identifiers.txt: change the table, then run the script.

extension OID {
    /// Parts of OCSP requests and responses (RFC 6960 §4.4 and appendix B).
    public enum OCSP {
        /// The response type of ``BasicOCSPResponse``, 1.3.6.1.5.5.7.48.1.1.
        public static let basicResponse: OID = "1.3.6.1.5.5.7.48.1.1"
        /// ``OCSPNonce``, 1.3.6.1.5.5.7.48.1.2.
        public static let nonce: OID = Extensions.ocspNonce
        /// ``OCSPCRLReference``, 1.3.6.1.5.5.7.48.1.3.
        public static let crlReference: OID = "1.3.6.1.5.5.7.48.1.3"
        /// ``OCSPAcceptableResponses``, 1.3.6.1.5.5.7.48.1.4.
        public static let acceptableResponses: OID = "1.3.6.1.5.5.7.48.1.4"
        /// An extension of a responder's certificate, 1.3.6.1.5.5.7.48.1.5.
        public static let noCheck: OID = Extensions.ocspNoCheck
        /// ``OCSPArchiveCutoff``, 1.3.6.1.5.5.7.48.1.6.
        public static let archiveCutoff: OID = "1.3.6.1.5.5.7.48.1.6"
        /// ``OCSPServiceLocator``, 1.3.6.1.5.5.7.48.1.7.
        public static let serviceLocator: OID = "1.3.6.1.5.5.7.48.1.7"
        /// ``OCSPPreferredSignatureAlgorithms``, 1.3.6.1.5.5.7.48.1.8.
        public static let preferredSignatureAlgorithms: OID = "1.3.6.1.5.5.7.48.1.8"
        /// ``OCSPExtendedRevoke``, 1.3.6.1.5.5.7.48.1.9.
        public static let extendedRevoke: OID = "1.3.6.1.5.5.7.48.1.9"

        /// The identifiers above with the names that texts, errors and dumps print.
        static let printedNames: [(OID, String)] = [
            (basicResponse, "ocspBasicResponse"),
            (crlReference, "ocspCRLReference"),
            (acceptableResponses, "ocspAcceptableResponses"),
            (archiveCutoff, "ocspArchiveCutoff"),
            (serviceLocator, "ocspServiceLocator"),
            (preferredSignatureAlgorithms, "ocspPreferredSignatureAlgorithms"),
            (extendedRevoke, "ocspExtendedRevoke"),
        ]
    }
}
