import Foundation
import Testing

/// docs/openapi.json, read from its place in the repository.
struct OpenAPIFile {
    let octets: [UInt8]
    let paths: [String: [String: Any]]
    let components: [String: [String: [String: Any]]]

    init() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let data = try Data(contentsOf: root.appending(path: "docs/openapi.json"))
        octets = Array(data)
        let document = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        paths = try #require(document["paths"] as? [String: [String: Any]])
        components = try #require(document["components"] as? [String: [String: [String: Any]]])
    }

    var schemas: [String: [String: Any]] { components["schemas"] ?? [:] }

    var operations: [(path: String, operation: [String: Any])] {
        paths.flatMap { path, item in
            item.compactMap { key, value in key == "parameters" ? nil : (value as? [String: Any]).map { (path, $0) } }
        }
    }

    /// The values, with each reference replaced by its component.
    func resolved(_ values: [Any]) -> [[String: Any]] { values.compactMap { ($0 as? [String: Any]).map(resolved) } }

    private func resolved(_ value: [String: Any]) -> [String: Any] {
        guard let reference = value["$ref"] as? String else { return value }
        let parts = reference.split(separator: "/").map(String.init)
        return parts.count == 4 ? components[parts[2]]?[parts[3]] ?? [:] : [:]
    }

    /// The JSON types that a schema allows.
    func kinds(of schema: [String: Any]) -> Set<String> {
        let type = resolved(schema)["type"]
        return Set(type as? [String] ?? (type as? String).map { [$0] } ?? [])
    }

    /// A value that the schema allows.
    func example(of schema: [String: Any]) -> Any {
        if let value = (schema["examples"] as? [Any])?.first { return value }
        if let word = (schema["enum"] as? [Any])?.first { return word }
        let kinds = kinds(of: schema)
        if kinds.contains("string") { return schema["pattern"] as? String == "^http://" ? "http://a" : "a" }
        if kinds.contains("integer") { return schema["minimum"] as? Int ?? 1 }
        if kinds.contains("boolean") { return true }
        guard kinds.contains("array") else {
            return (resolved(schema)["properties"] as? [String: [String: Any]])?.mapValues(example) ?? ["a": "a"]
        }
        let items = (schema["items"] as? [String: Any])?["$ref"] as? String
        let members = items.flatMap { schemas[String($0.split(separator: "/").last ?? "")]?["properties"] as? [String: [String: Any]] }
        if let members { return [members.mapValues(example)] }
        if let word = ((schema["items"] as? [String: Any])?["enum"] as? [Any])?.first { return [word] }
        return ["a"]
    }
}
