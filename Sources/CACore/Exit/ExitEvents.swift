/// The events that exit modules are told about. Source: certexit.h; "ICertExit::Notify".
package struct ExitEvents: OptionSet, Sendable, Hashable {
    package let rawValue: UInt32
    package init(rawValue: UInt32) { self.rawValue = rawValue }

    package static let issued = ExitEvents(rawValue: 0x1)
    package static let pending = ExitEvents(rawValue: 0x2)
    package static let denied = ExitEvents(rawValue: 0x4)
    package static let revoked = ExitEvents(rawValue: 0x8)
    package static let retrievePending = ExitEvents(rawValue: 0x10)
    package static let listIssued = ExitEvents(rawValue: 0x20)
    package static let shutdown = ExitEvents(rawValue: 0x40)
    package static let startup = ExitEvents(rawValue: 0x80)
    package static let imported = ExitEvents(rawValue: 0x200)

    /// The events that have a name, by the name of certexit.h without its prefix.
    package static let names: [(event: ExitEvents, name: String)] = [
        (.issued, "CERTISSUED"), (.pending, "CERTPENDING"), (.denied, "CERTDENIED"), (.revoked, "CERTREVOKED"),
        (.retrievePending, "CERTRETRIEVEPENDING"), (.listIssued, "CRLISSUED"), (.shutdown, "SHUTDOWN"), (.startup, "STARTUP"),
        (.imported, "CERTIMPORTED"),
    ]

    /// Not one of the documented events: it only shows that a receiver takes what it is sent.
    package static let test: ExitEvents = []

    package static let all = ExitEvents(names.map(\.event))

    /// A mask such as `0x2f` or `47`, or names parted by commas.
    init?(text: String) {
        let lowered = text.lowercased()
        let number = lowered.hasPrefix("0x") ? UInt32(lowered.dropFirst(2), radix: 16) : UInt32(lowered)
        if let number {
            self.init(rawValue: number)
        } else {
            var events: ExitEvents = []
            for word in lowered.split(separator: ",", omittingEmptySubsequences: false) {
                guard let known = Self.names.first(where: { $0.name.lowercased() == word }) else { return nil }
                events.insert(known.event)
            }
            self = events
        }
        guard !isEmpty, Self.all.isSuperset(of: self) else { return nil }
    }

    /// The name of one event.
    package var name: String { isEmpty ? "TEST" : Self.names.first { $0.event == self }?.name ?? "0x" + String(rawValue, radix: 16) }
}
