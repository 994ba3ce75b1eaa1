// swift-format-ignore-file
// Made by scripts/generate-tables from Tables/object-identifiers.txt: change the table, then run the script.

extension OID {
    /// Key purposes of the extended key usage and application policies extensions (RFC 5280 §4.2.1.12 and Microsoft's registry).
    public enum KeyPurpose {
        /// 2.5.29.37.0
        public static let anyExtendedKeyUsage: OID = "2.5.29.37.0"
        /// 1.3.6.1.5.5.7.3.1
        public static let serverAuth: OID = "1.3.6.1.5.5.7.3.1"
        /// 1.3.6.1.5.5.7.3.2
        public static let clientAuth: OID = "1.3.6.1.5.5.7.3.2"
        /// 1.3.6.1.5.5.7.3.3
        public static let codeSigning: OID = "1.3.6.1.5.5.7.3.3"
        /// 1.3.6.1.5.5.7.3.4
        public static let emailProtection: OID = "1.3.6.1.5.5.7.3.4"
        /// 1.3.6.1.5.5.7.3.5
        public static let ipsecEndSystem: OID = "1.3.6.1.5.5.7.3.5"
        /// 1.3.6.1.5.5.7.3.6
        public static let ipsecTunnel: OID = "1.3.6.1.5.5.7.3.6"
        /// 1.3.6.1.5.5.7.3.7
        public static let ipsecUser: OID = "1.3.6.1.5.5.7.3.7"
        /// 1.3.6.1.5.5.7.3.8
        public static let timeStamping: OID = "1.3.6.1.5.5.7.3.8"
        /// 1.3.6.1.5.5.7.3.9
        public static let ocspSigning: OID = "1.3.6.1.5.5.7.3.9"
        /// 1.3.6.1.5.5.7.3.27
        public static let cmcCA: OID = "1.3.6.1.5.5.7.3.27"
        /// 1.3.6.1.5.5.7.3.28
        public static let cmcRA: OID = "1.3.6.1.5.5.7.3.28"
        /// 1.3.6.1.5.5.8.2.2
        public static let ikeIntermediate: OID = "1.3.6.1.5.5.8.2.2"
        /// 1.3.6.1.5.2.3.4
        public static let pkinitClient: OID = "1.3.6.1.5.2.3.4"
        /// 1.3.6.1.5.2.3.5
        public static let pkinitKDC: OID = "1.3.6.1.5.2.3.5"
        /// 1.3.6.1.4.1.311.20.2.2
        public static let smartcardLogon: OID = "1.3.6.1.4.1.311.20.2.2"
        /// 1.3.6.1.4.1.311.20.2.1
        public static let certificateRequestAgent: OID = "1.3.6.1.4.1.311.20.2.1"
        /// 1.3.6.1.4.1.311.20.1
        public static let autoEnrollCTLUsage: OID = "1.3.6.1.4.1.311.20.1"
        /// 1.3.6.1.4.1.311.21.5
        public static let caExchange: OID = "1.3.6.1.4.1.311.21.5"
        /// 1.3.6.1.4.1.311.21.6
        public static let keyRecoveryAgent: OID = "1.3.6.1.4.1.311.21.6"
        /// 1.3.6.1.4.1.311.21.19
        public static let directoryServiceEmailReplication: OID = "1.3.6.1.4.1.311.21.19"
        /// 1.3.6.1.4.1.311.21.36
        public static let privacyCA: OID = "1.3.6.1.4.1.311.21.36"
        /// 1.3.6.1.4.1.311.10.3.1
        public static let certificateTrustListSigning: OID = "1.3.6.1.4.1.311.10.3.1"
        /// 1.3.6.1.4.1.311.10.3.2
        public static let microsoftTimeStamping: OID = "1.3.6.1.4.1.311.10.3.2"
        /// 1.3.6.1.4.1.311.10.3.4
        public static let encryptingFileSystem: OID = "1.3.6.1.4.1.311.10.3.4"
        /// 1.3.6.1.4.1.311.10.3.4.1
        public static let fileRecovery: OID = "1.3.6.1.4.1.311.10.3.4.1"
        /// 1.3.6.1.4.1.311.10.3.9
        public static let rootListSigner: OID = "1.3.6.1.4.1.311.10.3.9"
        /// 1.3.6.1.4.1.311.10.3.10
        public static let qualifiedSubordination: OID = "1.3.6.1.4.1.311.10.3.10"
        /// 1.3.6.1.4.1.311.10.3.11
        public static let keyRecovery: OID = "1.3.6.1.4.1.311.10.3.11"
        /// 1.3.6.1.4.1.311.10.3.12
        public static let documentSigning: OID = "1.3.6.1.4.1.311.10.3.12"
        /// 1.3.6.1.4.1.311.10.3.13
        public static let lifetimeSigning: OID = "1.3.6.1.4.1.311.10.3.13"
        /// 1.3.6.1.4.1.311.10.12.1
        public static let anyApplicationPolicy: OID = "1.3.6.1.4.1.311.10.12.1"
        /// 1.3.6.1.4.1.311.61.1.1
        public static let kernelModeCodeSigning: OID = "1.3.6.1.4.1.311.61.1.1"
        /// 2.23.133.8.1
        public static let tpmEndorsementKey: OID = "2.23.133.8.1"
        /// 2.23.133.8.2
        public static let tpmPlatform: OID = "2.23.133.8.2"
        /// 2.23.133.8.3
        public static let tpmAttestationIdentityKey: OID = "2.23.133.8.3"

        /// The identifiers above with the names that texts, errors and dumps print.
        static let printedNames: [(OID, String)] = [
            (anyExtendedKeyUsage, "anyExtendedKeyUsage"),
            (serverAuth, "serverAuth"),
            (clientAuth, "clientAuth"),
            (codeSigning, "codeSigning"),
            (emailProtection, "emailProtection"),
            (ipsecEndSystem, "ipsecEndSystem"),
            (ipsecTunnel, "ipsecTunnel"),
            (ipsecUser, "ipsecUser"),
            (timeStamping, "timeStamping"),
            (ocspSigning, "ocspSigning"),
            (cmcCA, "cmcCA"),
            (cmcRA, "cmcRA"),
            (ikeIntermediate, "ikeIntermediate"),
            (pkinitClient, "pkinitClient"),
            (pkinitKDC, "pkinitKDC"),
            (smartcardLogon, "smartcardLogon"),
            (certificateRequestAgent, "certificateRequestAgent"),
            (autoEnrollCTLUsage, "autoEnrollCTLUsage"),
            (caExchange, "caExchange"),
            (keyRecoveryAgent, "keyRecoveryAgent"),
            (directoryServiceEmailReplication, "directoryServiceEmailReplication"),
            (privacyCA, "privacyCA"),
            (certificateTrustListSigning, "certificateTrustListSigning"),
            (microsoftTimeStamping, "microsoftTimeStamping"),
            (encryptingFileSystem, "encryptingFileSystem"),
            (fileRecovery, "fileRecovery"),
            (rootListSigner, "rootListSigner"),
            (qualifiedSubordination, "qualifiedSubordination"),
            (keyRecovery, "keyRecovery"),
            (documentSigning, "documentSigning"),
            (lifetimeSigning, "lifetimeSigning"),
            (anyApplicationPolicy, "anyApplicationPolicy"),
            (kernelModeCodeSigning, "kernelModeCodeSigning"),
            (tpmEndorsementKey, "tpmEndorsementKey"),
            (tpmPlatform, "tpmPlatform"),
            (tpmAttestationIdentityKey, "tpmAttestationIdentityKey"),
        ]
    }
}
