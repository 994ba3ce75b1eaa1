package import PortableFoundation

/// Times as the JSON front ends write them: ISO 8601, UTC, whole seconds: `2026-11-21T02:48:32Z`.
package enum WireDate {
    package static func text(_ date: Date) -> String { date.formatted(.iso8601) }
    package static func date(_ text: String) -> Date? { try? Date.ISO8601FormatStyle().parse(text) }
}
