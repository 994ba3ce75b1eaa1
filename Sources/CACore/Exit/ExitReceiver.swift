import PKIFormats
import PortableFoundation

/// Somebody who is told about events of an authority: one line of the configuration entry `exit\Receivers`.
package struct ExitReceiver: Sendable, Hashable {
    package enum Destination: Sendable, Hashable {
        /// A program of the directory `modules` in the data directory.
        case command(file: String)
        /// An address that gets each event by POST, signed with the secret in a file of that directory.
        case webhook(url: String, secretFile: String)
        /// A mail address, by the mail server of the settings.
        case mail(address: String)
    }

    package let name: String
    package let events: ExitEvents
    package let destination: Destination

    /// `NAME EVENTS command:FILE`, `NAME EVENTS mailto:ADDRESS` or `NAME EVENTS URL SECRETFILE`.
    package init(line: String) throws(ExitReceiverError) {
        let words = line.split(separator: " ").map(String.init)
        guard words.count >= 3, ModuleFile.isName(words[0]) else {
            throw ExitReceiverError("a receiver is NAME EVENTS command:FILE, NAME EVENTS mailto:ADDRESS, or NAME EVENTS URL SECRETFILE")
        }
        guard let events = ExitEvents(text: words[1]) else {
            throw ExitReceiverError("\(words[1].quoted) is neither a mask of events nor their names, such as CERTISSUED,CERTREVOKED")
        }
        name = words[0]
        self.events = events
        let command = "command:"
        if words[2].hasPrefix(command) {
            let file = String(words[2].dropFirst(command.count))
            guard words.count == 3, ModuleFile.isName(file) else { throw ExitReceiverError(ModuleFile.rule) }
            destination = .command(file: file)
            return
        }
        let mail = "mailto:"
        if words[2].hasPrefix(mail) {
            let address = String(words[2].dropFirst(mail.count))
            guard words.count == 3, Self.isMailAddress(address) else {
                throw ExitReceiverError("mailto: is followed by a mail address, such as mailto:pki@example.com")
            }
            destination = .mail(address: address)
            return
        }
        guard words.count == 4, ModuleFile.isName(words[3]) else {
            throw ExitReceiverError("an address is followed by the file of its secret; \(ModuleFile.rule)")
        }
        guard Self.isAcceptable(words[2]) else {
            throw ExitReceiverError("an address is an https:// URL, or an http:// URL of this machine (127.0.0.1, [::1] or localhost)")
        }
        destination = .webhook(url: words[2], secretFile: words[3])
    }

    /// Printable ASCII around one at sign; the mail server judges the rest.
    private static func isMailAddress(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        return parts.count == 2 && parts.allSatisfy { !$0.isEmpty } && text.utf8.count <= 254
            && text.utf8.allSatisfy { (0x21...0x7E).contains($0) && !"<>()[],;:\\\"".utf8.contains($0) }
    }

    /// Events name people, so they leave the machine only over TLS.
    private static func isAcceptable(_ text: String) -> Bool {
        guard text.utf8.count <= 1_024, let url = URL(string: text), let host = url.host(), !host.isEmpty, url.user() == nil else {
            return false
        }
        switch url.scheme {
        case "https": return true
        case "http": return ["127.0.0.1", "::1", "[::1]", "localhost"].contains(host)
        default: return false
        }
    }
}

/// A line that names no receiver, with the reason.
package struct ExitReceiverError: Error {
    package let reason: String
    init(_ reason: String) { self.reason = reason }
}

/// Programs and secrets lie in one directory that only the operator of the machine writes. An administrator of an authority picks among them by name
/// and cannot name any other file.
package enum ModuleFile {
    static let rule = "a file is named by letters, digits, -, _ and ., and lies in the directory modules of the data directory"

    package static func isName(_ text: String) -> Bool {
        guard (1...64).contains(text.utf8.count), text.first != "." else { return false }
        return text.utf8.allSatisfy {
            switch $0 {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
                true
            default: false
            }
        }
    }
}
