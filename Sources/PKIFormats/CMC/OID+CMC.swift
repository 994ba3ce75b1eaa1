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
    }
}
