extension OID {
    /// Key purposes of the extended key usage and application policies extensions (RFC 5280 §4.2.1.12 and Microsoft's registry).
    public enum KeyPurpose {
        /// Any Extended Key Usage, 2.5.29.37.0.
        public static let anyExtendedKeyUsage: OID = "2.5.29.37.0"
        /// Server Auth, 1.3.6.1.5.5.7.3.1.
        public static let serverAuth: OID = "1.3.6.1.5.5.7.3.1"
        /// Client Auth, 1.3.6.1.5.5.7.3.2.
        public static let clientAuth: OID = "1.3.6.1.5.5.7.3.2"
        /// Code Signing, 1.3.6.1.5.5.7.3.3.
        public static let codeSigning: OID = "1.3.6.1.5.5.7.3.3"
        /// Email Protection, 1.3.6.1.5.5.7.3.4.
        public static let emailProtection: OID = "1.3.6.1.5.5.7.3.4"
        /// Ipsec End System, 1.3.6.1.5.5.7.3.5.
        public static let ipsecEndSystem: OID = "1.3.6.1.5.5.7.3.5"
        /// Ipsec Tunnel, 1.3.6.1.5.5.7.3.6.
        public static let ipsecTunnel: OID = "1.3.6.1.5.5.7.3.6"
        /// Ipsec User, 1.3.6.1.5.5.7.3.7.
        public static let ipsecUser: OID = "1.3.6.1.5.5.7.3.7"
        /// Time Stamping, 1.3.6.1.5.5.7.3.8.
        public static let timeStamping: OID = "1.3.6.1.5.5.7.3.8"
        /// Ocsp Signing, 1.3.6.1.5.5.7.3.9.
        public static let ocspSigning: OID = "1.3.6.1.5.5.7.3.9"
        /// Cmc CA, 1.3.6.1.5.5.7.3.27.
        public static let cmcCA: OID = "1.3.6.1.5.5.7.3.27"
        /// Cmc RA, 1.3.6.1.5.5.7.3.28.
        public static let cmcRA: OID = "1.3.6.1.5.5.7.3.28"
        /// Ike Intermediate, 1.3.6.1.5.5.8.2.2.
        public static let ikeIntermediate: OID = "1.3.6.1.5.5.8.2.2"
        /// Pkinit Client, 1.3.6.1.5.2.3.4.
        public static let pkinitClient: OID = "1.3.6.1.5.2.3.4"
        /// Pkinit KDC, 1.3.6.1.5.2.3.5.
        public static let pkinitKDC: OID = "1.3.6.1.5.2.3.5"
        /// Smartcard Logon, 1.3.6.1.4.1.311.20.2.2.
        public static let smartcardLogon: OID = "1.3.6.1.4.1.311.20.2.2"
        /// Certificate Request Agent, 1.3.6.1.4.1.311.20.2.1.
        public static let certificateRequestAgent: OID = "1.3.6.1.4.1.311.20.2.1"
        /// Auto Enroll CTL Usage, 1.3.6.1.4.1.311.20.1.
        public static let autoEnrollCTLUsage: OID = "1.3.6.1.4.1.311.20.1"
        /// Ca Exchange, 1.3.6.1.4.1.311.21.5.
        public static let caExchange: OID = "1.3.6.1.4.1.311.21.5"
        /// Key Recovery Agent, 1.3.6.1.4.1.311.21.6.
        public static let keyRecoveryAgent: OID = "1.3.6.1.4.1.311.21.6"
        /// Directory Service Email Replication, 1.3.6.1.4.1.311.21.19.
        public static let directoryServiceEmailReplication: OID = "1.3.6.1.4.1.311.21.19"
        /// Privacy CA, 1.3.6.1.4.1.311.21.36.
        public static let privacyCA: OID = "1.3.6.1.4.1.311.21.36"
        /// Certificate Trust List Signing, 1.3.6.1.4.1.311.10.3.1.
        public static let certificateTrustListSigning: OID = "1.3.6.1.4.1.311.10.3.1"
        /// Microsoft Time Stamping, 1.3.6.1.4.1.311.10.3.2.
        public static let microsoftTimeStamping: OID = "1.3.6.1.4.1.311.10.3.2"
        /// Encrypting File System, 1.3.6.1.4.1.311.10.3.4.
        public static let encryptingFileSystem: OID = "1.3.6.1.4.1.311.10.3.4"
        /// File Recovery, 1.3.6.1.4.1.311.10.3.4.1.
        public static let fileRecovery: OID = "1.3.6.1.4.1.311.10.3.4.1"
        /// Root List Signer, 1.3.6.1.4.1.311.10.3.9.
        public static let rootListSigner: OID = "1.3.6.1.4.1.311.10.3.9"
        /// Qualified Subordination, 1.3.6.1.4.1.311.10.3.10.
        public static let qualifiedSubordination: OID = "1.3.6.1.4.1.311.10.3.10"
        /// Key Recovery, 1.3.6.1.4.1.311.10.3.11.
        public static let keyRecovery: OID = "1.3.6.1.4.1.311.10.3.11"
        /// Document Signing, 1.3.6.1.4.1.311.10.3.12.
        public static let documentSigning: OID = "1.3.6.1.4.1.311.10.3.12"
        /// Lifetime Signing, 1.3.6.1.4.1.311.10.3.13.
        public static let lifetimeSigning: OID = "1.3.6.1.4.1.311.10.3.13"
        /// Any Application Policy, 1.3.6.1.4.1.311.10.12.1.
        public static let anyApplicationPolicy: OID = "1.3.6.1.4.1.311.10.12.1"
        /// Kernel Mode Code Signing, 1.3.6.1.4.1.311.61.1.1.
        public static let kernelModeCodeSigning: OID = "1.3.6.1.4.1.311.61.1.1"
        /// Tpm Endorsement Key, 2.23.133.8.1.
        public static let tpmEndorsementKey: OID = "2.23.133.8.1"
        /// Tpm Platform, 2.23.133.8.2.
        public static let tpmPlatform: OID = "2.23.133.8.2"
        /// Tpm Attestation Identity Key, 2.23.133.8.3.
        public static let tpmAttestationIdentityKey: OID = "2.23.133.8.3"

        /// The purposes by which a certificate can sign its holder in somewhere: client authentication, smart card logon, PKINIT, and the two
        /// that allow everything.
        public static let authenticating: Set<OID> = [clientAuth, smartcardLogon, pkinitClient, anyExtendedKeyUsage, anyApplicationPolicy]
    }
}
