import SoftwareCard

/// A smart card for tests: it answers here, and with `--reader` every program of this machine sees it through PC/SC.
///
///     VirtualCard card.json --reader
///
/// The file keeps the card. pcscd and the driver vsmartcard-vpcd must run for `--reader`; then try `opensc-tool --name`, or
/// `yubico-piv-tool --reader "Virtual PCD" --action status`.
@main
struct VirtualCard {
    static func main() throws {
        let arguments = CommandLine.arguments.dropFirst()
        var personality = SoftwarePIVCard.Personality()
        personality.pin = "24680246"
        let card = try SoftwarePIVCard(stateFile: arguments.first { $0 != "--reader" }, personality: personality)

        // In a process of its own a test needs no reader: it sends commands and looks at the answers.
        card.powerOn()
        show(card.respond(to: [0x00, 0xA4, 0x04, 0x00, 0x05, 0xA0, 0x00, 0x00, 0x03, 0x08]), "the application is selected")
        show(card.respond(to: [0x00, 0x20, 0x00, 0x80, 0x08] + Array("11111111".utf8)), "a wrong PIN costs a try")
        show(card.respond(to: [0x00, 0x20, 0x00, 0x80, 0x08] + Array("24680246".utf8)), "the right one gives it back")

        // Somebody pulls the card out: the next command is answered, the one after it is carried out, and its answer is lost.
        card.pull(at: SoftwarePIVCard.Pull(afterCommands: 1, losesAnswer: true))
        show(card.respond(to: [0x00, 0xFD, 0x00, 0x00, 0x00]), "the version")
        show(card.respond(to: [0x00, 0xFD, 0x00, 0x00, 0x00]), "the card is gone: \(!card.isPresent)")
        card.insert()

        guard arguments.contains("--reader") else { return }
        try VirtualReader().serve(card) { print("the card is in the reader") }
    }

    private static func show(_ answer: [UInt8], _ meaning: String) {
        let octets = answer.map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }
        print(octets.joined(separator: " "), "-", meaning)
    }
}
