import CertManagement
import Foundation
import SystemFiles

/// The texts of mails: files in the directory `mail` of the data directory, and a built-in text for each event.
struct MailTexts: Sendable {
    let directory: String

    /// The text for a mail. A file `EVENT.txt` replaces the built-in text of the event.
    /// - Parameter name: the file that the rule names, without `.txt`.
    /// - Throws: `MailTemplateError`.
    func template(_ name: String?, of event: MailRule.Event) throws -> MailTemplate {
        if let name {
            guard let text = try text(name) else { throw MailTemplateError("the file mail/\(name).txt is absent") }
            return try MailTemplate(text)
        }
        return try MailTemplate(try text(event.rawValue) ?? Self.builtIn(event))
    }

    /// The files that cannot be used, each with the reason.
    func faults() -> [(file: String, reason: String)] {
        guard SystemCalls.exists(directory), let names = try? SystemCalls.names(in: directory) else { return [] }
        var faults: [(file: String, reason: String)] = []
        for name in names.sorted() where name.hasSuffix(".txt") {
            do {
                guard let text = try text(String(name.dropLast(4))) else { throw MailTemplateError("it is no regular file") }
                _ = try MailTemplate(text)
            } catch let error as MailTemplateError {
                faults.append((name, error.reason))
            } catch {
                faults.append((name, "\(error)"))
            }
        }
        return faults
    }

    /// Names of files are letters, digits, hyphens and underscores: a policy names no file elsewhere.
    static func isName(_ name: String) -> Bool {
        (1...64).contains(name.utf8.count)
            && name.utf8.allSatisfy {
                switch $0 {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                    UInt8(ascii: "-"), UInt8(ascii: "_"):
                    true
                default: false
                }
            }
    }

    /// nil when there is no such file.
    private func text(_ name: String) throws(MailTemplateError) -> String? {
        guard Self.isName(name) else { throw MailTemplateError("“\(name)” is not the name of a mail template: letters, digits, - and _") }
        let path = directory + "/" + name + ".txt"
        guard SystemCalls.isRegularFile(path) else { return nil }
        let octets: [UInt8]?
        do { octets = try SystemCalls.contents(of: path, atMost: MailTemplate.longest) } catch {
            throw MailTemplateError("the file mail/\(name).txt cannot be read: \(error)")
        }
        guard let octets, let text = String(validating: octets, as: UTF8.self) else {
            throw MailTemplateError("the file mail/\(name).txt is not text in UTF-8")
        }
        return text
    }

    static func builtIn(_ event: MailRule.Event) -> String {
        let end = "\n\nRequest: {{request}}\n"
        let comment = "\n{{#comment}}\nComment: {{comment}}\n{{/comment}}"
        return switch event {
        case .initiated:
            "Subject: A request for {{user}}: {{workflow}} {{template}}\n\n{{actor}} has started the workflow {{workflow}} of {{template}} for {{user}} ({{account}})."
                + comment + end
        case .approved:
            "Subject: Approved: {{workflow}} {{template}} for {{user}}\n\nThe request {{workflow}} of {{template}} for {{user}} ({{account}}) is approved and can be executed."
                + comment + end
        case .denied:
            "Subject: Denied: {{workflow}} {{template}} for {{user}}\n\n{{actor}} has denied the request {{workflow}} of {{template}} for {{user}} ({{account}})."
                + comment + end
        case .canceled:
            "Subject: Canceled: {{workflow}} {{template}} for {{user}}\n\nThe request {{workflow}} of {{template}} for {{user}} ({{account}}) is canceled."
                + comment + end
        case .completed:
            "Subject: Completed: {{workflow}} {{template}} for {{user}}\n\nThe request {{workflow}} of {{template}} for {{user}} ({{account}}) is completed."
                + end
        case .failed:
            "Subject: Failed: {{workflow}} {{template}} for {{user}}\n\nThe request {{workflow}} of {{template}} for {{user}} ({{account}}) has failed.\n{{#reason}}\nReason: {{reason}}\n{{/reason}}"
                + end
        case .passwordsDistributed:
            "Subject: The one-time password of a request for {{user}}\n\nThe request {{workflow}} of {{template}} for {{user}} ({{account}}) has one-time passwords.\n{{#password}}\nPassword: {{password}}\n{{/password}}"
                + end
        case .certificateExpires:
            "Subject: A certificate of {{user}} ends in {{days}} days\n\nThe certificate {{serial}} ({{certificate}}, {{template}}) of {{user}} ({{account}}) ends at {{expires}}. Renew it before.\n"
        }
    }
}
