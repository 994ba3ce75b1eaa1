extension OID {
    /// Extensions, request attributes and name forms of Microsoft's certificate services (MS-WCCE 2.2.2.7, wincrypt.h).
    public enum Microsoft {
        /// Template Name, 1.3.6.1.4.1.311.20.2.
        public static let templateName: OID = "1.3.6.1.4.1.311.20.2"
        /// Certificate Template, 1.3.6.1.4.1.311.21.7.
        public static let certificateTemplate: OID = "1.3.6.1.4.1.311.21.7"
        /// Application Policies, 1.3.6.1.4.1.311.21.10.
        public static let applicationPolicies: OID = "1.3.6.1.4.1.311.21.10"
        /// Application Policy Mappings, 1.3.6.1.4.1.311.21.11.
        public static let applicationPolicyMappings: OID = "1.3.6.1.4.1.311.21.11"
        /// Application Policy Constraints, 1.3.6.1.4.1.311.21.12.
        public static let applicationPolicyConstraints: OID = "1.3.6.1.4.1.311.21.12"
        /// Ca Version, 1.3.6.1.4.1.311.21.1.
        public static let caVersion: OID = "1.3.6.1.4.1.311.21.1"
        /// Previous CA Certificate Hash, 1.3.6.1.4.1.311.21.2.
        public static let previousCACertificateHash: OID = "1.3.6.1.4.1.311.21.2"
        /// Crl Virtual Base, 1.3.6.1.4.1.311.21.3.
        public static let crlVirtualBase: OID = "1.3.6.1.4.1.311.21.3"
        /// Crl Next Publish, 1.3.6.1.4.1.311.21.4.
        public static let crlNextPublish: OID = "1.3.6.1.4.1.311.21.4"
        /// Published CRL Locations, 1.3.6.1.4.1.311.21.14.
        public static let publishedCRLLocations: OID = "1.3.6.1.4.1.311.21.14"
        /// Cross CA Version, 1.3.6.1.4.1.311.21.22.
        public static let crossCAVersion: OID = "1.3.6.1.4.1.311.21.22"
        /// Ntds CA Security, 1.3.6.1.4.1.311.25.2.
        public static let ntdsCASecurity: OID = "1.3.6.1.4.1.311.25.2"
        /// Ntds Object SID, 1.3.6.1.4.1.311.25.2.1.
        public static let ntdsObjectSID: OID = "1.3.6.1.4.1.311.25.2.1"
        /// Ntds Replication, 1.3.6.1.4.1.311.25.1.
        public static let ntdsReplication: OID = "1.3.6.1.4.1.311.25.1"
        /// User Principal Name, 1.3.6.1.4.1.311.20.2.3.
        public static let userPrincipalName: OID = "1.3.6.1.4.1.311.20.2.3"
        /// Certificate Extensions, 1.3.6.1.4.1.311.2.1.14.
        public static let certificateExtensions: OID = "1.3.6.1.4.1.311.2.1.14"
        /// Renewal Certificate, 1.3.6.1.4.1.311.13.1.
        public static let renewalCertificate: OID = "1.3.6.1.4.1.311.13.1"
        /// Enrollment Name Value Pair, 1.3.6.1.4.1.311.13.2.1.
        public static let enrollmentNameValuePair: OID = "1.3.6.1.4.1.311.13.2.1"
        /// Enrollment CSP Provider, 1.3.6.1.4.1.311.13.2.2.
        public static let enrollmentCSPProvider: OID = "1.3.6.1.4.1.311.13.2.2"
        /// Os Version, 1.3.6.1.4.1.311.13.2.3.
        public static let osVersion: OID = "1.3.6.1.4.1.311.13.2.3"
        /// Request Client Information, 1.3.6.1.4.1.311.21.20.
        public static let requestClientInformation: OID = "1.3.6.1.4.1.311.21.20"
        /// Archived Key, 1.3.6.1.4.1.311.21.13.
        public static let archivedKey: OID = "1.3.6.1.4.1.311.21.13"
        /// Encrypted Key Hash, 1.3.6.1.4.1.311.21.21.
        public static let encryptedKeyHash: OID = "1.3.6.1.4.1.311.21.21"
        /// Archived Key Certificate Hash, 1.3.6.1.4.1.311.21.16.
        public static let archivedKeyCertificateHash: OID = "1.3.6.1.4.1.311.21.16"
        /// Issued Certificate Hash, 1.3.6.1.4.1.311.21.17.
        public static let issuedCertificateHash: OID = "1.3.6.1.4.1.311.21.17"
        /// Endorsement Key Information, 1.3.6.1.4.1.311.21.23.
        public static let endorsementKeyInformation: OID = "1.3.6.1.4.1.311.21.23"
        /// Attestation Statement, 1.3.6.1.4.1.311.21.24.
        public static let attestationStatement: OID = "1.3.6.1.4.1.311.21.24"
        /// Key Storage Provider Name, 1.3.6.1.4.1.311.21.25.
        public static let keyStorageProviderName: OID = "1.3.6.1.4.1.311.21.25"
        /// Exchange Certificate Hash, 1.3.6.1.4.1.311.21.27.
        public static let exchangeCertificateHash: OID = "1.3.6.1.4.1.311.21.27"
        /// Attestation Challenge, 1.3.6.1.4.1.311.21.28.
        public static let attestationChallenge: OID = "1.3.6.1.4.1.311.21.28"
        /// Encryption Algorithm, 1.3.6.1.4.1.311.21.29.
        public static let encryptionAlgorithm: OID = "1.3.6.1.4.1.311.21.29"
        /// Endorsement Key Verified By Key, 1.3.6.1.4.1.311.21.30.
        public static let endorsementKeyVerifiedByKey: OID = "1.3.6.1.4.1.311.21.30"
        /// Endorsement Key Verified By Certificate, 1.3.6.1.4.1.311.21.31.
        public static let endorsementKeyVerifiedByCertificate: OID = "1.3.6.1.4.1.311.21.31"
        /// Endorsement Key Verified By Credentials, 1.3.6.1.4.1.311.21.32.
        public static let endorsementKeyVerifiedByCredentials: OID = "1.3.6.1.4.1.311.21.32"
        /// Attestation Identity Key Information, 1.3.6.1.4.1.311.21.39.
        public static let attestationIdentityKeyInformation: OID = "1.3.6.1.4.1.311.21.39"
        /// Dummy Signer, 1.3.6.1.4.1.311.21.9.
        public static let dummySigner: OID = "1.3.6.1.4.1.311.21.9"
        /// Add Attributes, 1.3.6.1.4.1.311.10.10.1.
        public static let addAttributes: OID = "1.3.6.1.4.1.311.10.10.1"
        /// Require Certificate Chain Policy; no value is documented, 1.3.6.1.4.1.311.21.15.
        public static let requireCertificateChainPolicy: OID = "1.3.6.1.4.1.311.21.15"
        /// Endorsement Key Public Challenge, 1.3.6.1.4.1.311.21.26.
        public static let endorsementKeyPublicChallenge: OID = "1.3.6.1.4.1.311.21.26"
        /// Cross Certificate Distribution Points, 1.3.6.1.4.1.311.10.9.1.
        public static let crossCertificateDistributionPoints: OID = "1.3.6.1.4.1.311.10.9.1"
        /// Certificate Manifold; no value is documented, 1.3.6.1.4.1.311.20.3.
        public static let certificateManifold: OID = "1.3.6.1.4.1.311.20.3"
        /// The name form of internationalized mail addresses, 1.3.6.1.4.1.311.20.2.4.
        public static let internationalizedEmail: OID = "1.3.6.1.4.1.311.20.2.4"
        /// The error of a SCEP answer, 1.3.6.1.4.1.311.21.33.
        public static let scepError: OID = "1.3.6.1.4.1.311.21.33"
        /// The state a SCEP server keeps with its client, 1.3.6.1.4.1.311.21.34.
        public static let scepServerState: OID = "1.3.6.1.4.1.311.21.34"
        /// The answer to a SCEP challenge, 1.3.6.1.4.1.311.21.35.
        public static let scepChallengeAnswer: OID = "1.3.6.1.4.1.311.21.35"
        /// The client's request in SCEP attestation, 1.3.6.1.4.1.311.21.37.
        public static let scepClientRequest: OID = "1.3.6.1.4.1.311.21.37"
        /// The server's message in SCEP attestation, 1.3.6.1.4.1.311.21.38.
        public static let scepServerMessage: OID = "1.3.6.1.4.1.311.21.38"
        /// The server's secret in SCEP attestation, 1.3.6.1.4.1.311.21.40.
        public static let scepServerSecret: OID = "1.3.6.1.4.1.311.21.40"
        /// The key affinity in SCEP attestation, 1.3.6.1.4.1.311.21.41.
        public static let scepKeyAffinity: OID = "1.3.6.1.4.1.311.21.41"
        /// The signer's hash in SCEP attestation, 1.3.6.1.4.1.311.21.42.
        public static let scepSignerHash: OID = "1.3.6.1.4.1.311.21.42"
        /// The key identifier of the endorsement key's CA in SCEP attestation, 1.3.6.1.4.1.311.21.43.
        public static let scepEndorsementKeyCA: OID = "1.3.6.1.4.1.311.21.43"
        /// The attribute of a name that is a key identifier, 1.3.6.1.4.1.311.10.7.1.
        public static let keyIdentifierName: OID = "1.3.6.1.4.1.311.10.7.1"
        /// Enterprise Object Identifiers, 1.3.6.1.4.1.311.21.8.
        public static let enterpriseObjectIdentifiers: OID = "1.3.6.1.4.1.311.21.8"
    }
}
