// swift-format-ignore-file
// Made by scripts/generate-tables from Tables/object-identifiers.txt: change the table, then run the script.

extension OID {
    /// Content types and controls of certificate management over CMS (RFC 5272, RFC 5912).
    public enum CMC {
        /// 1.3.6.1.5.5.7.12.2
        public static let pkiData: OID = "1.3.6.1.5.5.7.12.2"
        /// 1.3.6.1.5.5.7.12.3
        public static let pkiResponse: OID = "1.3.6.1.5.5.7.12.3"
        /// 1.3.6.1.5.5.7.6.2
        public static let noSignature: OID = "1.3.6.1.5.5.7.6.2"
        /// 1.3.6.1.5.5.7.7.1
        public static let statusInfo: OID = "1.3.6.1.5.5.7.7.1"
        /// 1.3.6.1.5.5.7.7.2
        public static let identification: OID = "1.3.6.1.5.5.7.7.2"
        /// 1.3.6.1.5.5.7.7.3
        public static let identityProof: OID = "1.3.6.1.5.5.7.7.3"
        /// 1.3.6.1.5.5.7.7.4
        public static let dataReturn: OID = "1.3.6.1.5.5.7.7.4"
        /// 1.3.6.1.5.5.7.7.5
        public static let transactionID: OID = "1.3.6.1.5.5.7.7.5"
        /// 1.3.6.1.5.5.7.7.6
        public static let senderNonce: OID = "1.3.6.1.5.5.7.7.6"
        /// 1.3.6.1.5.5.7.7.7
        public static let recipientNonce: OID = "1.3.6.1.5.5.7.7.7"
        /// 1.3.6.1.5.5.7.7.8
        public static let addExtensions: OID = "1.3.6.1.5.5.7.7.8"
        /// 1.3.6.1.5.5.7.7.9
        public static let encryptedPOP: OID = "1.3.6.1.5.5.7.7.9"
        /// 1.3.6.1.5.5.7.7.10
        public static let decryptedPOP: OID = "1.3.6.1.5.5.7.7.10"
        /// 1.3.6.1.5.5.7.7.11
        public static let lraPOPWitness: OID = "1.3.6.1.5.5.7.7.11"
        /// 1.3.6.1.5.5.7.7.15
        public static let getCertificate: OID = "1.3.6.1.5.5.7.7.15"
        /// 1.3.6.1.5.5.7.7.16
        public static let getCRL: OID = "1.3.6.1.5.5.7.7.16"
        /// 1.3.6.1.5.5.7.7.17
        public static let revokeRequest: OID = "1.3.6.1.5.5.7.7.17"
        /// 1.3.6.1.5.5.7.7.18
        public static let registrationInformation: OID = "1.3.6.1.5.5.7.7.18"
        /// 1.3.6.1.5.5.7.7.19
        public static let responseInformation: OID = "1.3.6.1.5.5.7.7.19"
        /// 1.3.6.1.5.5.7.7.21
        public static let queryPending: OID = "1.3.6.1.5.5.7.7.21"
        /// 1.3.6.1.5.5.7.7.22
        public static let popLinkRandom: OID = "1.3.6.1.5.5.7.7.22"
        /// 1.3.6.1.5.5.7.7.23
        public static let popLinkWitness: OID = "1.3.6.1.5.5.7.7.23"
        /// 1.3.6.1.5.5.7.7.24
        public static let confirmCertificateAcceptance: OID = "1.3.6.1.5.5.7.7.24"
        /// 1.3.6.1.5.5.7.7.25
        public static let statusInfoV2: OID = "1.3.6.1.5.5.7.7.25"
        /// 1.3.6.1.5.5.7.7.26
        public static let trustedAnchors: OID = "1.3.6.1.5.5.7.7.26"
        /// 1.3.6.1.5.5.7.7.27
        public static let authenticatedData: OID = "1.3.6.1.5.5.7.7.27"
        /// 1.3.6.1.5.5.7.7.28
        public static let batchRequests: OID = "1.3.6.1.5.5.7.7.28"
        /// 1.3.6.1.5.5.7.7.29
        public static let batchResponses: OID = "1.3.6.1.5.5.7.7.29"
        /// 1.3.6.1.5.5.7.7.30
        public static let publishCertificate: OID = "1.3.6.1.5.5.7.7.30"
        /// 1.3.6.1.5.5.7.7.31
        public static let modifyCertificateTemplate: OID = "1.3.6.1.5.5.7.7.31"
        /// 1.3.6.1.5.5.7.7.32
        public static let controlProcessed: OID = "1.3.6.1.5.5.7.7.32"
        /// 1.3.6.1.5.5.7.7.33
        public static let popLinkWitnessV2: OID = "1.3.6.1.5.5.7.7.33"
        /// 1.3.6.1.5.5.7.7.34
        public static let identityProofV2: OID = "1.3.6.1.5.5.7.7.34"
        /// 1.3.6.1.5.5.7.7.35
        public static let raIdentityWitness: OID = "1.3.6.1.5.5.7.7.35"
        /// 1.3.6.1.5.5.7.7.36
        public static let changeSubjectName: OID = "1.3.6.1.5.5.7.7.36"
        /// 1.3.6.1.5.5.7.7.37
        public static let responseBody: OID = "1.3.6.1.5.5.7.7.37"
        /// Unsigned Data, the unsigned attribute, 1.2.840.113549.1.9.16.2.34.
        public static let unsignedData: OID = "1.2.840.113549.1.9.16.2.34"

        /// The identifiers above with the names that texts, errors and dumps print.
        static let printedNames: [(OID, String)] = [
            (pkiData, "pkiData"),
            (pkiResponse, "pkiResponse"),
            (noSignature, "noSignature"),
            (statusInfo, "statusInfo"),
            (identification, "identification"),
            (identityProof, "identityProof"),
            (dataReturn, "dataReturn"),
            (transactionID, "transactionID"),
            (senderNonce, "senderNonce"),
            (recipientNonce, "recipientNonce"),
            (addExtensions, "addExtensions"),
            (encryptedPOP, "encryptedPOP"),
            (decryptedPOP, "decryptedPOP"),
            (lraPOPWitness, "lraPOPWitness"),
            (getCertificate, "getCertificate"),
            (getCRL, "getCRL"),
            (revokeRequest, "revokeRequest"),
            (registrationInformation, "registrationInformation"),
            (responseInformation, "responseInformation"),
            (queryPending, "queryPending"),
            (popLinkRandom, "popLinkRandom"),
            (popLinkWitness, "popLinkWitness"),
            (confirmCertificateAcceptance, "confirmCertificateAcceptance"),
            (statusInfoV2, "statusInfoV2"),
            (trustedAnchors, "trustedAnchors"),
            (authenticatedData, "authenticatedData"),
            (batchRequests, "batchRequests"),
            (batchResponses, "batchResponses"),
            (publishCertificate, "publishCertificate"),
            (modifyCertificateTemplate, "modifyCertificateTemplate"),
            (controlProcessed, "controlProcessed"),
            (popLinkWitnessV2, "popLinkWitnessV2"),
            (identityProofV2, "identityProofV2"),
            (raIdentityWitness, "raIdentityWitness"),
            (changeSubjectName, "changeSubjectName"),
            (responseBody, "responseBody"),
            (unsignedData, "unsignedData"),
        ]
    }
}
