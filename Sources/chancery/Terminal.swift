import Foundation
import PKIFormats

/// What goes to the terminal. Control characters of any text are shown and never sent: much of what the server tells came from requests of strangers.
enum Terminal {
    static func say(_ text: String, terminator: String = "\n") { write(text, terminator, FileHandle.standardOutput) }

    static func complain(_ text: String) { write(text, "\n", FileHandle.standardError) }

    /// A value as JSON with sorted keys.
    static func json(_ value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let text = String(decoding: try encoder.encode(value), as: UTF8.self)
        FileHandle.standardOutput.write(Data((ControlText.visible(json: text) + "\n").utf8))
    }

    private static func write(_ text: String, _ terminator: String, _ handle: FileHandle) {
        handle.write(Data((ControlText.visible(text, keepsLines: true) + terminator).utf8))
    }
}
