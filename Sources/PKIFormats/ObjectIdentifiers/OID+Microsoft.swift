// swift-format-ignore-file
// Made by scripts/generate-tables from Tables/object-identifiers.txt: change the table, then run the script.

extension OID {
    /// Extensions, request attributes and name forms of Microsoft's certificate services (MS-WCCE 2.2.2.7, wincrypt.h).
    public enum Microsoft {
        /// 1.3.6.1.4.1.311.20.2
        public static let templateName: OID = "1.3.6.1.4.1.311.20.2"
        /// 1.3.6.1.4.1.311.21.7
        public static let certificateTemplate: OID = "1.3.6.1.4.1.311.21.7"
        /// 1.3.6.1.4.1.311.21.10
        public static let applicationPolicies: OID = "1.3.6.1.4.1.311.21.10"
        /// 1.3.6.1.4.1.311.21.11
        public static let applicationPolicyMappings: OID = "1.3.6.1.4.1.311.21.11"
        /// 1.3.6.1.4.1.311.21.12
        public static let applicationPolicyConstraints: OID = "1.3.6.1.4.1.311.21.12"
        /// 1.3.6.1.4.1.311.21.1
        public static let caVersion: OID = "1.3.6.1.4.1.311.21.1"
        /// 1.3.6.1.4.1.311.21.2
        public static let previousCACertificateHash: OID = "1.3.6.1.4.1.311.21.2"
        /// 1.3.6.1.4.1.311.21.3
        public static let crlVirtualBase: OID = "1.3.6.1.4.1.311.21.3"
        /// 1.3.6.1.4.1.311.21.4
        public static let crlNextPublish: OID = "1.3.6.1.4.1.311.21.4"
        /// 1.3.6.1.4.1.311.21.14
        public static let publishedCRLLocations: OID = "1.3.6.1.4.1.311.21.14"
        /// 1.3.6.1.4.1.311.21.22
        public static let crossCAVersion: OID = "1.3.6.1.4.1.311.21.22"
        /// 1.3.6.1.4.1.311.25.2
        public static let ntdsCASecurity: OID = "1.3.6.1.4.1.311.25.2"
        /// 1.3.6.1.4.1.311.25.2.1
        public static let ntdsObjectSID: OID = "1.3.6.1.4.1.311.25.2.1"
        /// 1.3.6.1.4.1.311.25.1
        public static let ntdsReplication: OID = "1.3.6.1.4.1.311.25.1"
        /// 1.3.6.1.4.1.311.20.2.3
        public static let userPrincipalName: OID = "1.3.6.1.4.1.311.20.2.3"
        /// 1.3.6.1.4.1.311.2.1.14
        public static let certificateExtensions: OID = "1.3.6.1.4.1.311.2.1.14"
        /// 1.3.6.1.4.1.311.13.1
        public static let renewalCertificate: OID = "1.3.6.1.4.1.311.13.1"
        /// 1.3.6.1.4.1.311.13.2.1
        public static let enrollmentNameValuePair: OID = "1.3.6.1.4.1.311.13.2.1"
        /// 1.3.6.1.4.1.311.13.2.2
        public static let enrollmentCSPProvider: OID = "1.3.6.1.4.1.311.13.2.2"
        /// 1.3.6.1.4.1.311.13.2.3
        public static let osVersion: OID = "1.3.6.1.4.1.311.13.2.3"
        /// 1.3.6.1.4.1.311.21.20
        public static let requestClientInformation: OID = "1.3.6.1.4.1.311.21.20"
        /// 1.3.6.1.4.1.311.21.13
        public static let archivedKey: OID = "1.3.6.1.4.1.311.21.13"
        /// 1.3.6.1.4.1.311.21.21
        public static let encryptedKeyHash: OID = "1.3.6.1.4.1.311.21.21"
        /// 1.3.6.1.4.1.311.21.16
        public static let archivedKeyCertificateHash: OID = "1.3.6.1.4.1.311.21.16"
        /// 1.3.6.1.4.1.311.21.17
        public static let issuedCertificateHash: OID = "1.3.6.1.4.1.311.21.17"
        /// 1.3.6.1.4.1.311.21.23
        public static let endorsementKeyInformation: OID = "1.3.6.1.4.1.311.21.23"
        /// 1.3.6.1.4.1.311.21.24
        public static let attestationStatement: OID = "1.3.6.1.4.1.311.21.24"
        /// 1.3.6.1.4.1.311.21.25
        public static let keyStorageProviderName: OID = "1.3.6.1.4.1.311.21.25"
        /// 1.3.6.1.4.1.311.21.27
        public static let exchangeCertificateHash: OID = "1.3.6.1.4.1.311.21.27"
        /// 1.3.6.1.4.1.311.21.28
        public static let attestationChallenge: OID = "1.3.6.1.4.1.311.21.28"
        /// 1.3.6.1.4.1.311.21.29
        public static let encryptionAlgorithm: OID = "1.3.6.1.4.1.311.21.29"
        /// 1.3.6.1.4.1.311.21.30
        public static let endorsementKeyVerifiedByKey: OID = "1.3.6.1.4.1.311.21.30"
        /// 1.3.6.1.4.1.311.21.31
        public static let endorsementKeyVerifiedByCertificate: OID = "1.3.6.1.4.1.311.21.31"
        /// 1.3.6.1.4.1.311.21.32
        public static let endorsementKeyVerifiedByCredentials: OID = "1.3.6.1.4.1.311.21.32"
        /// 1.3.6.1.4.1.311.21.39
        public static let attestationIdentityKeyInformation: OID = "1.3.6.1.4.1.311.21.39"
        /// 1.3.6.1.4.1.311.21.9
        public static let dummySigner: OID = "1.3.6.1.4.1.311.21.9"
        /// 1.3.6.1.4.1.311.10.10.1
        public static let addAttributes: OID = "1.3.6.1.4.1.311.10.10.1"
        /// Require Certificate Chain Policy; no value is documented, 1.3.6.1.4.1.311.21.15.
        public static let requireCertificateChainPolicy: OID = "1.3.6.1.4.1.311.21.15"
        /// 1.3.6.1.4.1.311.21.26
        public static let endorsementKeyPublicChallenge: OID = "1.3.6.1.4.1.311.21.26"
        /// 1.3.6.1.4.1.311.10.9.1
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
        /// 1.3.6.1.4.1.311.21.8
        public static let enterpriseObjectIdentifiers: OID = "1.3.6.1.4.1.311.21.8"

        /// The identifiers above with the names that texts, errors and dumps print.
        static let printedNames: [(OID, String)] = [
            (templateName, "templateName"),
            (certificateTemplate, "certificateTemplate"),
            (applicationPolicies, "applicationPolicies"),
            (applicationPolicyMappings, "applicationPolicyMappings"),
            (applicationPolicyConstraints, "applicationPolicyConstraints"),
            (caVersion, "caVersion"),
            (previousCACertificateHash, "previousCACertificateHash"),
            (crlVirtualBase, "crlVirtualBase"),
            (crlNextPublish, "crlNextPublish"),
            (publishedCRLLocations, "publishedCRLLocations"),
            (crossCAVersion, "crossCAVersion"),
            (ntdsCASecurity, "ntdsCASecurity"),
            (ntdsObjectSID, "ntdsObjectSID"),
            (ntdsReplication, "ntdsReplication"),
            (userPrincipalName, "userPrincipalName"),
            (certificateExtensions, "certificateExtensions"),
            (renewalCertificate, "renewalCertificate"),
            (enrollmentNameValuePair, "enrollmentNameValuePair"),
            (enrollmentCSPProvider, "enrollmentCSPProvider"),
            (osVersion, "osVersion"),
            (requestClientInformation, "requestClientInformation"),
            (archivedKey, "archivedKey"),
            (encryptedKeyHash, "encryptedKeyHash"),
            (archivedKeyCertificateHash, "archivedKeyCertificateHash"),
            (issuedCertificateHash, "issuedCertificateHash"),
            (endorsementKeyInformation, "endorsementKeyInformation"),
            (attestationStatement, "attestationStatement"),
            (keyStorageProviderName, "keyStorageProviderName"),
            (exchangeCertificateHash, "exchangeCertificateHash"),
            (attestationChallenge, "attestationChallenge"),
            (encryptionAlgorithm, "encryptionAlgorithm"),
            (endorsementKeyVerifiedByKey, "endorsementKeyVerifiedByKey"),
            (endorsementKeyVerifiedByCertificate, "endorsementKeyVerifiedByCertificate"),
            (endorsementKeyVerifiedByCredentials, "endorsementKeyVerifiedByCredentials"),
            (attestationIdentityKeyInformation, "attestationIdentityKeyInformation"),
            (dummySigner, "dummySigner"),
            (addAttributes, "addAttributes"),
            (requireCertificateChainPolicy, "requireCertificateChainPolicy"),
            (endorsementKeyPublicChallenge, "endorsementKeyPublicChallenge"),
            (crossCertificateDistributionPoints, "crossCertificateDistributionPoints"),
            (certificateManifold, "certificateManifold"),
            (internationalizedEmail, "internationalizedEmail"),
            (scepError, "scepError"),
            (scepServerState, "scepServerState"),
            (scepChallengeAnswer, "scepChallengeAnswer"),
            (scepClientRequest, "scepClientRequest"),
            (scepServerMessage, "scepServerMessage"),
            (scepServerSecret, "scepServerSecret"),
            (scepKeyAffinity, "scepKeyAffinity"),
            (scepSignerHash, "scepSignerHash"),
            (scepEndorsementKeyCA, "scepEndorsementKeyCA"),
            (keyIdentifierName, "keyIdentifierName"),
            (enterpriseObjectIdentifiers, "enterpriseObjectIdentifiers"),
        ]
    }
}
