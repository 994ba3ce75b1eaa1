extension SoftwarePIVCard {
    /// The values that a new card is made with. They are those of a new YubiKey. A card that is reset has its first secrets again, and
    /// no objects. All of them are test secrets: the state file has them in clear.
    public struct Personality: Hashable, Sendable {
        /// Six to eight digits.
        public var pin = "123456"
        /// Six to eight ASCII characters.
        public var puk = "12345678"
        /// 16, 24 or 32 octets, as the algorithm takes them.
        public var managementKey: [UInt8] = [1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 6, 7, 8]
        /// The algorithm of the management key, by its number in NIST SP 800-78-4 table 6-2: 03 triple DES, 08, 0A and 0C AES-128, -192 and
        /// -256.
        public var managementAlgorithm: UInt8 = 0x03
        /// How often the PIN may be given wrongly, 1 through 255.
        public var pinTries = 3
        /// How often the PUK may be given wrongly, 1 through 255.
        public var pukTries = 3
        /// The number that the extension F8 of YubiKeys and their attestation give.
        public var serialNumber: UInt32 = 10_000_001
        /// The three numbers of the version that the extension FD of YubiKeys gives.
        public var version: [UInt8] = [5, 4, 3]
        /// Whether the card comes with a card holder unique identifier and card capabilities, and not quite empty.
        public var hasIdentifiers = true

        public init() {}

        func first() throws -> CardState.First {
            guard let algorithm = ManagementAlgorithm(rawValue: managementAlgorithm), algorithm.keyByteCount == managementKey.count else {
                throw SoftwareCardError(
                    "The management key does not fit its algorithm. Use 03 or 0A with 24 octets, 08 with 16 or 0C with 32."
                )
            }
            guard let pin = CardPIN(text: pin), let puk = CardPUK(text: puk) else {
                throw SoftwareCardError("A PIN has six to eight digits, a PUK six to eight ASCII characters.")
            }
            guard (1...255).contains(pinTries), (1...255).contains(pukTries), version.count == 3 else {
                throw SoftwareCardError("PIN and PUK have 1 through 255 tries, and the version three numbers.")
            }
            return CardState.First(
                pin: HexOctets(pin.padded),
                puk: HexOctets(puk.padded),
                managementKey: HexOctets(managementKey),
                managementAlgorithm: algorithm,
                pinTries: pinTries,
                pukTries: pukTries,
                serialNumber: serialNumber,
                version: HexOctets(version)
            )
        }
    }
}
