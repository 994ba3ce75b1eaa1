import CPCSC

/// A result of the PC/SC functions. The constants of the C header are casts, and their type differs between systems: these are the numbers.
struct PCSCCode: Equatable {
    let value: UInt32

    init(_ result: LONG) { value = UInt32(truncatingIfNeeded: result) }

    private init(_ value: UInt32) { self.value = value }

    static let success = PCSCCode(0)
    static let timeout = PCSCCode(0x8010_000A)
    static let noReaders = PCSCCode(0x8010_002E)
    static let resetCard = PCSCCode(0x8010_0068)

    /// The failure in words.
    /// - Parameter act: a verb with what belongs to it, for "cannot …".
    func error(_ act: String) -> CardError {
        switch value {
        case 0x8010_001D, 0x8010_001E, 0x8010_0014:
            CardError(
                .noService,
                "Cannot \(act): the smart card service does not run. Start it: systemctl start pcscd, or pcscd in the foreground."
            )
        case 0x8010_006A:
            CardError(
                .noService,
                "Cannot \(act): the smart card service refuses this user. Ask for the right in polkit, or run as a user who has it."
            )
        case 0x8010_0009, 0x8010_002E:
            CardError(.noReader, "Cannot \(act): there is no such reader. Plug it in; certreq card list shows those that are there.")
        case 0x8010_000C: CardError(.noCard, "Cannot \(act): there is no card in the reader. Insert one.")
        case 0x8010_0069, 0x8010_0017:
            CardError(.removed, "Cannot \(act): the card was pulled or the reader unplugged. Insert the card again and repeat the command.")
        case 0x8010_0066, 0x8010_0067:
            CardError(.removed, "Cannot \(act): the card does not answer. Insert it again, the other way round if need be.")
        case 0x8010_000B:
            CardError(.busy, "Cannot \(act): another program has the card for itself. End that program, often gpg-agent's scdaemon.")
        case 0x8010_0068: CardError(.reset, "Cannot \(act): another program reset the card. Repeat the command.")
        case 0x8010_000A: CardError(.timedOut, "Cannot \(act): the time is up.")
        case 0x8010_002F, 0x8010_0013:
            CardError(.failed, "Cannot \(act): the reader had a fault in talking to the card. Clean the card's contacts and repeat.")
        default: CardError(.failed, "Cannot \(act): PC/SC error 0x\(String(value, radix: 16)). Look at the log of pcscd.")
        }
    }
}
