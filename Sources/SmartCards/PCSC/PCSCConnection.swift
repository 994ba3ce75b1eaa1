// @unchecked Sendable: after it is made, only the thread of one card uses it, and `isOpen` changes there.
import CPCSC

/// A card in a reader, within one transaction: other programs wait until it is closed.
final class PCSCConnection: CardChannel, @unchecked Sendable {
    private let context: PCSCContext
    private let card: SCARDHANDLE
    private let usesT0: Bool
    private var isOpen = true
    let answerToReset: [UInt8]

    init(_ reader: String) throws(CardError) {
        context = try PCSCContext()
        var handle = SCARDHANDLE()
        var protocolNumber = DWORD(0)
        let both = DWORD(SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1)
        var result = PCSCCode(SCardConnect(context.handle, reader, DWORD(SCARD_SHARE_SHARED), both, &handle, &protocolNumber))
        guard result == .success else { throw result.error("connect to the card in \(reader)") }
        result = PCSCCode(SCardBeginTransaction(handle))
        if result == .resetCard {
            // Somebody reset it since this program saw it last; a new connection begins after that.
            result = PCSCCode(SCardReconnect(handle, DWORD(SCARD_SHARE_SHARED), both, DWORD(SCARD_LEAVE_CARD), &protocolNumber))
            if result == .success { result = PCSCCode(SCardBeginTransaction(handle)) }
        }
        guard result == .success else {
            _ = SCardDisconnect(handle, DWORD(SCARD_LEAVE_CARD))
            throw result.error("get hold of the card in \(reader)")
        }
        card = handle
        usesT0 = protocolNumber == DWORD(SCARD_PROTOCOL_T0)
        var atr = [UInt8](repeating: 0, count: 64)
        var (length, nameLength, state, active) = (DWORD(atr.count), DWORD(0), DWORD(0), DWORD(0))
        let known = PCSCCode(SCardStatus(handle, nil, &nameLength, &state, &active, &atr, &length)) == .success
        answerToReset = known ? Array(atr.prefix(Int(length))) : []
    }

    deinit { close() }

    func transmit(_ command: [UInt8]) throws(CardError) -> [UInt8] {
        guard isOpen else { throw CardError(.removed, "The connection to the card is closed. Repeat the command.") }
        var sent = SCARD_IO_REQUEST(
            dwProtocol: usesT0 ? .init(SCARD_PROTOCOL_T0) : .init(SCARD_PROTOCOL_T1),
            cbPciLength: .init(MemoryLayout<SCARD_IO_REQUEST>.size)
        )
        // With T=0 a command has data or an expected length, never both.
        let isShortWithBoth = command.count > 5 && command[4] != 0 && command.count == 6 + Int(command[4])
        let length = usesT0 && isShortWithBoth ? command.count - 1 : command.count
        var answer = [UInt8](repeating: 0, count: Self.longestAnswer)
        var answerLength = DWORD(answer.count)
        let result = PCSCCode(SCardTransmit(card, &sent, command, DWORD(length), nil, &answer, &answerLength))
        guard result == .success else { throw result.error("talk to the card") }
        return Array(answer.prefix(Int(answerLength)))
    }

    /// The largest answer in extended form.
    private static let longestAnswer = 65_536 + 2

    /// The card forgets the presented PIN: it is reset.
    func close() {
        guard isOpen else { return }
        isOpen = false
        _ = SCardEndTransaction(card, DWORD(SCARD_RESET_CARD))
        _ = SCardDisconnect(card, DWORD(SCARD_RESET_CARD))
    }
}
