import ArgumentParser
import PKIFormats
import SoftwareCard
import SystemFiles

@main
struct SoftwareCardCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "software-card",
        abstract: "Puts a PIV card without hardware into the virtual reader of pcscd.",
        discussion: """
            pcscd and the driver vsmartcard-vpcd must run. The card has the secrets of a new YubiKey: PIN 123456, PUK 12345678 and the \
            management key 010203040506070801020304050607080102030405060708 for triple DES. It is for tests and protects nothing.

              software-card --state card.json
            """
    )

    @Option(help: "The file in which the card outlives this program.")
    var state: String?

    @Option(help: "The address of the driver.")
    var address = "127.0.0.1"

    @Option(help: "The port of the driver's slot.")
    var port = VirtualReader.standardPort

    @Option(help: "The PIN of a new card.")
    var pin: String?

    @Option(help: "The PUK of a new card.")
    var puk: String?

    @Option(help: "The management key of a new card, in hexadecimal; its length and --management-cipher fit.")
    var managementKey: String?

    @Option(help: "The cipher of a new card's management key.")
    var managementCipher = ManagementCipher.tripleDES

    enum ManagementCipher: String, ExpressibleByArgument, CaseIterable {
        case tripleDES = "3des"
        case aes128, aes192, aes256

        /// NIST SP 800-78-4 table 6-2.
        var reference: UInt8 {
            switch self {
            case .tripleDES: 0x03
            case .aes128: 0x08
            case .aes192: 0x0A
            case .aes256: 0x0C
            }
        }
    }

    @Option(help: "The serial number of a new card.")
    var serial: UInt32?

    @Flag(help: "A new card is empty: without card holder unique identifier and card capabilities.")
    var empty = false

    @Option(help: "Pull the card out after this many commands.")
    var pullAfter: Int?

    @Flag(help: "With --pull-after: the next command is still carried out, and its answer is lost.")
    var loseAnswer = false

    func run() throws {
        var personality = SoftwarePIVCard.Personality()
        personality.hasIdentifiers = !empty
        if let pin { personality.pin = pin }
        if let puk { personality.puk = puk }
        if let managementKey { personality.managementKey = try Hex.decode(managementKey) }
        personality.managementAlgorithm = managementCipher.reference
        if let serial { personality.serialNumber = serial }
        let card = try SoftwarePIVCard(stateFile: state, personality: personality)
        if let pullAfter { card.pull(at: SoftwarePIVCard.Pull(afterCommands: pullAfter, losesAnswer: loseAnswer)) }
        try VirtualReader(address: address, port: port).serve(card) {
            print("inserted")
            fflush(nil)
        }
        print(card.isPresent ? "the reader is gone" : "pulled")
    }
}
