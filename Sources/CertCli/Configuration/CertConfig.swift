public import CAInterface
public import PortableFoundation
import PKIFormats

/// The CAs that this computer knows, from the sources that a program gives: the class behind ``ICertConfig``, ``ICertConfig2`` and
/// ``ICertGetConfig``.
///
///     let list = CertConfig([ClientConfigurationFile(), try ServerDiscovery(["pki.example.com"])])
///     let config = try await list.config(.default)
///
/// Entries of several sources that name the same CA become one. One object is for one task at a time: it is not `Sendable`.
public final class CertConfig: ICertConfig2 {
    /// Asks the user for one of several CAs.
    /// - Returns: the index of the chosen one; nil when the user chose none.
    public typealias Picker = @Sendable ([AuthorityEntry]) async -> Int?

    private let listings: [any AuthorityListing]
    private let connector: (any AuthorityConnector)?
    private let picker: Picker?
    private let machineName: String
    private var sharedFolder: SharedFolder?
    /// The entries since the last `reset`, and the current one; `index` is the number of entries behind the end.
    private var list: (entries: [AuthorityEntry], index: Int)?

    /// Sources that could not be read at the last `reset` or `config`, while others could.
    public private(set) var faults: [CAError] = []

    /// - Parameters:
    ///   - listings: the sources, the preferred one first.
    ///   - connector: finds out whether a local CA answers, for ``ConfigChoice/localActive``.
    ///   - picker: for ``ConfigChoice/pick``. Without one, several CAs are refused with their names.
    ///   - machineName: the name of this computer.
    public init(
        _ listings: [any AuthorityListing],
        connector: (any AuthorityConnector)? = nil,
        picker: Picker? = nil,
        machineName: String = ProcessInfo.processInfo.hostName
    ) {
        self.listings = listings
        self.connector = connector
        self.picker = picker
        self.machineName = machineName.lowercased()
    }

    // MARK: ICertConfig

    public func reset(_ index: Int) async throws -> Int {
        list = nil
        let entries = try await entries()
        guard entries.indices.contains(index) || entries.isEmpty && index == 0 else {
            throw Self.invalid("There are \(entries.count) CAs, so that \(index) is not the index of one.")
        }
        list = (entries, index)
        return entries.count
    }

    public func next() throws -> Int {
        guard var list else { throw Self.notReset }
        list.index = min(list.index + 1, list.entries.count)
        self.list = list
        return list.index < list.entries.count ? list.index : -1
    }

    public func field(_ name: String) throws -> String {
        guard let list, list.entries.indices.contains(list.index) else { throw Self.notReset }
        guard let field = ConfigField(name: name) else {
            let near = Nearest.to(name, among: ConfigField.allCases.map(\.rawValue)).map { " The nearest one is \($0)." } ?? ""
            throw Self.invalid("\(name) is not a field of a CA.\(near)")
        }
        guard let text = list.entries[list.index].text(of: field) else {
            throw CAError(.notFound, status: .certsrvPropertyEmpty, "\(list.entries[list.index].config) has no \(field.rawValue).")
        }
        return text
    }

    /// The current entry; nil before `reset` and behind the end.
    public var current: AuthorityEntry? {
        guard let list, list.entries.indices.contains(list.index) else { return nil }
        return list.entries[list.index]
    }

    // MARK: ICertConfig2

    public func setSharedFolder(_ path: String) { sharedFolder = path.isEmpty ? nil : SharedFolder(path) }

    // MARK: ICertGetConfig

    public func config(_ choice: ConfigChoice) async throws -> String {
        guard ConfigChoice(known: choice.rawValue) != nil else { throw Self.invalid("There is no rule \(choice.rawValue). Use 0 to 5.") }
        let all = try await entries()
        switch choice {
        case .default: return try Self.first([all.first { $0.isDefault } ?? all.first].compactMap { $0 }, "No CA is known").config
        case .first: return try Self.first(all, "No CA is known").config
        case .local: return try Self.first(all.filter { $0.origin.contains(.local) }, "No CA on this computer is known").config
        case .localActive:
            for entry in all where entry.origin.contains(.local) {
                if await isActive(entry) { return entry.config }
            }
            return try Self.first([], "No CA on this computer answers").config
        case .pick: return try await picked(all).config
        default: return try await picked(all.filter { !$0.origin.contains(.local) }).config
        }
    }

    // MARK: Parts

    private func entries() async throws -> [AuthorityEntry] {
        faults = []
        var found: [AuthorityEntry] = []
        for listing in listings + [sharedFolder].compactMap({ $0 }) {
            do {
                for entry in try await listing.entries() {
                    let name = entry.config.lowercased()
                    if let known = found.firstIndex(where: { $0.config.lowercased() == name }) {
                        found[known] = found[known].joined(with: entry)
                    } else {
                        found.append(entry)
                    }
                }
            } catch let error as CAError {
                faults.append(error)
            }
        }
        if found.isEmpty, let fault = faults.first { throw fault }
        return found.map { entry in
            var entry = entry
            if isLocal(entry.config) { entry.origin.insert(.local) }
            return entry
        }
    }

    private func isLocal(_ config: String) -> Bool {
        guard let host = try? ConfigString(config, authorityRequired: false).host.lowercased() else { return false }
        return host == "localhost" || host == "::1" || host.hasPrefix("127.") || host == machineName
            || host == machineName.prefix { $0 != "." }
    }

    private func isActive(_ entry: AuthorityEntry) async -> Bool {
        if entry.isAnswering { return true }
        guard let connector, let config = try? ConfigString(entry.config) else { return false }
        return (try? await connector.authority(config).property(.caName, index: 0)) != nil
    }

    private func picked(_ entries: [AuthorityEntry]) async throws -> AuthorityEntry {
        let first = try Self.first(entries, "No CA is known among which one could be picked")
        if entries.count == 1 { return first }
        guard let picker else {
            throw Self.invalid("Several CAs are known and nobody can be asked. Name one: \(entries.map(\.config).joined(separator: ", ")).")
        }
        guard let index = await picker(entries), entries.indices.contains(index) else {
            throw CAError(.unavailable, status: .canceled, "No CA was picked.")
        }
        return entries[index]
    }

    private static func first(_ entries: [AuthorityEntry], _ complaint: String) throws -> AuthorityEntry {
        guard let first = entries.first else {
            throw CAError(.notFound, status: .fileNotFound, "\(complaint). Name one as host[:port]\\CA name.")
        }
        return first
    }

    private static var notReset: CAError {
        CAError(.wrongState, status: .unexpected, "There is no current entry. Call reset first, and no member behind the end of the list.")
    }

    private static func invalid(_ text: String) -> CAError { CAError(.malformed, status: .invalidArgument, text) }
}
