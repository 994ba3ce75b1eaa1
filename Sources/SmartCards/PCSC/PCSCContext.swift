// @unchecked Sendable: the service takes calls for one context from any thread, one after the other. A context is used by one call of
// PCSCReaders, or by one connection on its card's thread.
import CPCSC

/// A connection of this process to the PC/SC service.
final class PCSCContext: @unchecked Sendable {
    let handle: SCARDCONTEXT

    init() throws(CardError) {
        var handle = SCARDCONTEXT()
        let result = PCSCCode(SCardEstablishContext(DWORD(SCARD_SCOPE_SYSTEM), nil, nil, &handle))
        guard result == .success else { throw result.error("reach the card readers") }
        self.handle = handle
    }

    deinit { _ = SCardReleaseContext(handle) }

    /// The names of the readers; none when there is no reader.
    func readerNames() throws(CardError) -> [String] {
        // A reader may come between the question for the length and that for the names.
        for _ in 0..<4 {
            var length = DWORD(0)
            var result = PCSCCode(SCardListReaders(handle, nil, nil, &length))
            if result == .noReaders { return [] }
            guard result == .success else { throw result.error("list the card readers") }
            var names = [CChar](repeating: 0, count: Int(length) + 1)
            result = PCSCCode(SCardListReaders(handle, nil, &names, &length))
            if result == .noReaders { return [] }
            guard result == .success else { continue }
            return names.prefix(Int(length)).split(separator: 0).map { String(decoding: $0.map { UInt8(bitPattern: $0) }, as: UTF8.self) }
        }
        throw CardError(.failed, "The list of card readers keeps changing. Repeat the command when the readers are plugged in.")
    }

    /// The states of readers as the service sees them now, or after a change.
    /// - Parameters:
    ///   - known: states that were seen before; nothing is returned before one of them has changed, or the time is up.
    func states(of names: [String], known: [String: UInt32] = [:], waitingMilliseconds: UInt32 = 0) throws(CardError)
        -> [(reader: ReaderState, state: UInt32)]
    {
        guard !names.isEmpty else { return [] }
        var pointers: [UnsafeMutablePointer<CChar>] = []
        defer { for pointer in pointers { pointer.deallocate() } }
        var rows = names.map { name in
            let octets = name.utf8CString
            let pointer = UnsafeMutablePointer<CChar>.allocate(capacity: octets.count)
            for (index, octet) in octets.enumerated() { pointer[index] = octet }
            pointers.append(pointer)
            var row = SCARD_READERSTATE()
            row.szReader = UnsafePointer(pointer)
            row.dwCurrentState = DWORD(known[name] ?? UInt32(SCARD_STATE_UNAWARE))
            return row
        }
        let result = PCSCCode(SCardGetStatusChange(handle, DWORD(waitingMilliseconds), &rows, DWORD(rows.count)))
        guard result == .success || result == .timeout else { throw result.error("look into the card readers") }
        return zip(names, rows).map { name, row in
            let state = UInt32(truncatingIfNeeded: row.dwEventState)
            let count = min(Int(row.cbAtr), MemoryLayout.size(ofValue: row.rgbAtr))
            let atr = withUnsafeBytes(of: row.rgbAtr) { Array($0.prefix(count)) }
            let hasCard = state & UInt32(SCARD_STATE_PRESENT) != 0
            return (ReaderState(name: name, hasCard: hasCard, answerToReset: hasCard ? atr : []), state)
        }
    }
}
