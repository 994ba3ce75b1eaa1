extension OID {
    /// Content types and controls of certificate management over CMS (RFC 5272, RFC 5912).
    public enum CMC {
        /// Pki Data, 1.3.6.1.5.5.7.12.2.
        public static let pkiData: OID = "1.3.6.1.5.5.7.12.2"
        /// Pki Response, 1.3.6.1.5.5.7.12.3.
        public static let pkiResponse: OID = "1.3.6.1.5.5.7.12.3"
        /// No Signature, 1.3.6.1.5.5.7.6.2.
        public static let noSignature: OID = "1.3.6.1.5.5.7.6.2"
        /// Status Info, 1.3.6.1.5.5.7.7.1.
        public static let statusInfo: OID = "1.3.6.1.5.5.7.7.1"
        /// Identification, 1.3.6.1.5.5.7.7.2.
        public static let identification: OID = "1.3.6.1.5.5.7.7.2"
        /// Identity Proof, 1.3.6.1.5.5.7.7.3.
        public static let identityProof: OID = "1.3.6.1.5.5.7.7.3"
        /// Data Return, 1.3.6.1.5.5.7.7.4.
        public static let dataReturn: OID = "1.3.6.1.5.5.7.7.4"
        /// Transaction ID, 1.3.6.1.5.5.7.7.5.
        public static let transactionID: OID = "1.3.6.1.5.5.7.7.5"
        /// Sender Nonce, 1.3.6.1.5.5.7.7.6.
        public static let senderNonce: OID = "1.3.6.1.5.5.7.7.6"
        /// Recipient Nonce, 1.3.6.1.5.5.7.7.7.
        public static let recipientNonce: OID = "1.3.6.1.5.5.7.7.7"
        /// Add Extensions, 1.3.6.1.5.5.7.7.8.
        public static let addExtensions: OID = "1.3.6.1.5.5.7.7.8"
        /// Encrypted POP, 1.3.6.1.5.5.7.7.9.
        public static let encryptedPOP: OID = "1.3.6.1.5.5.7.7.9"
        /// Decrypted POP, 1.3.6.1.5.5.7.7.10.
        public static let decryptedPOP: OID = "1.3.6.1.5.5.7.7.10"
        /// Lra POP Witness, 1.3.6.1.5.5.7.7.11.
        public static let lraPOPWitness: OID = "1.3.6.1.5.5.7.7.11"
        /// Get Certificate, 1.3.6.1.5.5.7.7.15.
        public static let getCertificate: OID = "1.3.6.1.5.5.7.7.15"
        /// Get CRL, 1.3.6.1.5.5.7.7.16.
        public static let getCRL: OID = "1.3.6.1.5.5.7.7.16"
        /// Revoke Request, 1.3.6.1.5.5.7.7.17.
        public static let revokeRequest: OID = "1.3.6.1.5.5.7.7.17"
        /// Registration Information, 1.3.6.1.5.5.7.7.18.
        public static let registrationInformation: OID = "1.3.6.1.5.5.7.7.18"
        /// Response Information, 1.3.6.1.5.5.7.7.19.
        public static let responseInformation: OID = "1.3.6.1.5.5.7.7.19"
        /// Query Pending, 1.3.6.1.5.5.7.7.21.
        public static let queryPending: OID = "1.3.6.1.5.5.7.7.21"
        /// Pop Link Random, 1.3.6.1.5.5.7.7.22.
        public static let popLinkRandom: OID = "1.3.6.1.5.5.7.7.22"
        /// Pop Link Witness, 1.3.6.1.5.5.7.7.23.
        public static let popLinkWitness: OID = "1.3.6.1.5.5.7.7.23"
        /// Confirm Certificate Acceptance, 1.3.6.1.5.5.7.7.24.
        public static let confirmCertificateAcceptance: OID = "1.3.6.1.5.5.7.7.24"
        /// Status Info V2, 1.3.6.1.5.5.7.7.25.
        public static let statusInfoV2: OID = "1.3.6.1.5.5.7.7.25"
        /// Trusted Anchors, 1.3.6.1.5.5.7.7.26.
        public static let trustedAnchors: OID = "1.3.6.1.5.5.7.7.26"
        /// Authenticated Data, 1.3.6.1.5.5.7.7.27.
        public static let authenticatedData: OID = "1.3.6.1.5.5.7.7.27"
        /// Batch Requests, 1.3.6.1.5.5.7.7.28.
        public static let batchRequests: OID = "1.3.6.1.5.5.7.7.28"
        /// Batch Responses, 1.3.6.1.5.5.7.7.29.
        public static let batchResponses: OID = "1.3.6.1.5.5.7.7.29"
        /// Publish Certificate, 1.3.6.1.5.5.7.7.30.
        public static let publishCertificate: OID = "1.3.6.1.5.5.7.7.30"
        /// Modify Certificate Template, 1.3.6.1.5.5.7.7.31.
        public static let modifyCertificateTemplate: OID = "1.3.6.1.5.5.7.7.31"
        /// Control Processed, 1.3.6.1.5.5.7.7.32.
        public static let controlProcessed: OID = "1.3.6.1.5.5.7.7.32"
        /// Pop Link Witness V2, 1.3.6.1.5.5.7.7.33.
        public static let popLinkWitnessV2: OID = "1.3.6.1.5.5.7.7.33"
        /// Identity Proof V2, 1.3.6.1.5.5.7.7.34.
        public static let identityProofV2: OID = "1.3.6.1.5.5.7.7.34"
        /// RA Identity Witness, 1.3.6.1.5.5.7.7.35.
        public static let raIdentityWitness: OID = "1.3.6.1.5.5.7.7.35"
        /// Change Subject Name, 1.3.6.1.5.5.7.7.36.
        public static let changeSubjectName: OID = "1.3.6.1.5.5.7.7.36"
        /// Response Body, 1.3.6.1.5.5.7.7.37.
        public static let responseBody: OID = "1.3.6.1.5.5.7.7.37"
        /// Unsigned Data, the unsigned attribute 1.2.840.113549.1.9.16.2.34.
        public static let unsignedData: OID = "1.2.840.113549.1.9.16.2.34"
    }
}
