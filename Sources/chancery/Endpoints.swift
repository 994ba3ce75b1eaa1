import SystemFiles
import Foundation
import Store

/// `DIR/endpoints.json` says where the running server listens and publishes. It is written when both listeners are bound, and replaced at
/// every start.
struct Endpoints: Codable, Sendable, Hashable {
    var https: String
    var http: String
    /// The directory of the public copies, if it is not `DIR/published`.
    var published: String?

    static func path(in directory: String) -> String { directory + "/endpoints.json" }

    static func read(from directory: String) -> Endpoints? {
        guard let data = FileManager.default.contents(atPath: path(in: directory)) else { return nil }
        return try? JSONDecoder().decode(Endpoints.self, from: data)
    }

    func write(to directory: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        try DurableFile.write([UInt8](try encoder.encode(self)) + [0x0A], directory: directory, name: "endpoints.json", mode: 0o644)
    }

    /// The port of one of the two URLs; nil when it has none.
    static func port(of url: String) -> Int? { URL(string: url)?.port }
}
