import PKIFormats

/// A value of JSON whose members keep their order, so that the output is stable and reads from the general to the particular.
enum JSONValue: Hashable, Sendable {
    case null
    case boolean(Bool)
    case number(Int)
    case string(String)
    case array([JSONValue])
    case object(JSONObject)

    /// A string, or null.
    static func optional(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }

    static func strings(_ texts: some Sequence<String>) -> JSONValue { .array(texts.map(JSONValue.string)) }

    /// The text with two spaces for each level.
    var text: String {
        var writer = JSONWriter()
        writer.write(self, indent: 0)
        return writer.output
    }
}

/// Members in the order in which they were set.
struct JSONObject: Hashable, Sendable, ExpressibleByDictionaryLiteral {
    private(set) var members: [(name: String, value: JSONValue)] = []

    init() {}

    init(dictionaryLiteral elements: (String, JSONValue)...) {
        for (name, value) in elements { self[name] = value }
    }

    subscript(name: String) -> JSONValue? {
        get { members.first { $0.name == name }?.value }
        set {
            let index = members.firstIndex { $0.name == name }
            switch (index, newValue) {
            case (let index?, let value?): members[index].value = value
            case (let index?, nil): members.remove(at: index)
            case (nil, let value?): members.append((name, value))
            case (nil, nil): break
            }
        }
    }

    static func == (left: JSONObject, right: JSONObject) -> Bool {
        left.members.elementsEqual(right.members) { $0.name == $1.name && $0.value == $1.value }
    }

    func hash(into hasher: inout Hasher) {
        for member in members {
            hasher.combine(member.name)
            hasher.combine(member.value)
        }
    }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral,
    ExpressibleByDictionaryLiteral
{
    init(stringLiteral value: String) { self = .string(value) }
    init(integerLiteral value: Int) { self = .number(value) }
    init(booleanLiteral value: Bool) { self = .boolean(value) }
    init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    init(dictionaryLiteral elements: (String, JSONValue)...) {
        var object = JSONObject()
        for (name, value) in elements { object[name] = value }
        self = .object(object)
    }
}

private struct JSONWriter {
    var output = ""

    mutating func write(_ value: JSONValue, indent: Int) {
        switch value {
        case .null: output += "null"
        case .boolean(let flag): output += flag ? "true" : "false"
        case .number(let number): output += String(number)
        case .string(let text): writeString(text)
        case .array(let values):
            if values.allSatisfy(\.isScalar), values.count <= 3 {
                list("[", "]", values.count, indent: nil) { $0.write(values[$1], indent: indent) }
            } else {
                list("[", "]", values.count, indent: indent) { $0.write(values[$1], indent: indent + 1) }
            }
        case .object(let object):
            list("{", "}", object.members.count, indent: indent) { writer, index in
                writer.writeString(object.members[index].name)
                writer.output += ": "
                writer.write(object.members[index].value, indent: indent + 1)
            }
        }
    }

    private mutating func list(_ open: String, _ close: String, _ count: Int, indent: Int?, _ member: (inout JSONWriter, Int) -> Void) {
        output += open
        for index in 0..<count {
            if index > 0 { output += indent == nil ? ", " : "," }
            if let indent { output += "\n" + String(repeating: "  ", count: indent + 1) }
            member(&self, index)
        }
        if let indent, count > 0 { output += "\n" + String(repeating: "  ", count: indent) }
        output += close
    }

    private mutating func writeString(_ text: String) {
        output += "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": output += "\\\""
            case "\\": output += "\\\\"
            case "\n": output += "\\n"
            case "\r": output += "\\r"
            case "\t": output += "\\t"
            // Control characters and the marks that reorder text on a terminal are never printed as they are.
            case let scalar where ControlText.isControl(scalar): output += Self.escape(scalar)
            default: output.unicodeScalars.append(scalar)
            }
        }
        output += "\""
    }

    private static func escape(_ scalar: Unicode.Scalar) -> String {
        String(scalar).utf16.map { unit in
            let digits = String(unit, radix: 16)
            return "\\u" + String(repeating: "0", count: max(4 - digits.count, 0)) + digits
        }.joined()
    }
}

extension JSONValue {
    fileprivate var isScalar: Bool {
        switch self {
        case .array, .object: false
        default: true
        }
    }
}
