import CAInterface
import Configuration
import Foundation
import PKIFormats
import WireProtocols

/// Reads settings: from the options of the command first, then the environment, then a file, then the defaults. An unknown setting is refused, so that a
/// misspelled one never passes unnoticed.
struct SettingSources {
    private struct Source {
        /// The text that shows the source beside a value.
        let word: String
        let provider: any ConfigProvider
        let key: (SettingDefinition) -> AbsoluteConfigKey
        /// The name of a setting in this source, for messages.
        let name: (SettingDefinition) -> String
    }

    /// The value of a setting, and its source.
    struct Line: Codable, Equatable {
        let name: String
        let value: String
        let from: String
    }

    private let sources: [Source]

    /// - Parameters:
    ///     - options: the values from the command line.
    ///   - file: the path of a JSON object; nil for none.
    /// - Throws: `CommandError` for a file that cannot be read and for settings that do not exist.
    init(options: [String: SettingValue], environment: [String: String], file: String?) async throws {
        let values = Dictionary(
            uniqueKeysWithValues: options.map { (AbsoluteConfigKey([$0.key]), ConfigValue($0.value.content, isSecret: false)) }
        )
        var sources = [
            Source(
                word: "option",
                provider: InMemoryProvider(values: values),
                key: { AbsoluteConfigKey([$0.name]) },
                name: { "--\($0.name)" }
            ),
            Source(
                word: "environment",
                provider: EnvironmentVariablesProvider(environmentVariables: environment),
                key: { AbsoluteConfigKey(["chancery", $0.name]) },
                name: { $0.variable }
            ),
        ]
        let prefix = SettingDefinition.variablePrefix
        for variable in environment.keys.sorted() where variable.hasPrefix(prefix) && !Self.isServiceLink(variable) {
            guard !SettingDefinition.all.contains(where: { $0.variable == variable }) else { continue }
            let stems = SettingDefinition.all.map { String($0.variable.dropFirst(prefix.count)) }
            let nearest = Nearest.to(String(variable.dropFirst(prefix.count)), among: stems)
            throw Self.unknown("the environment variable \(variable)", nearest.map { prefix + $0 })
        }
        if let file {
            try Self.checkKeys(of: file)
            // The provider also takes its path as a setting.
            let path = ConfigReader(provider: InMemoryProvider(values: ["filePath": ConfigValue(.string(file), isSecret: false)]))
            let provider: any ConfigProvider
            do { provider = try await FileProvider<JSONSnapshot>(config: path) } catch {
                throw CommandError("The settings file \(file) cannot be used: \(error). See docs/operating/settings.md.", exitCode: 2)
            }
            sources.append(
                Source(word: file, provider: provider, key: { AbsoluteConfigKey([$0.name]) }, name: { "\(file): \($0.name)" })
            )
        }
        self.sources = sources
    }

    /// The value of each setting, and its source.
    /// - Throws: `CommandError` that names the setting, the value and the accepted values.
    func settings() throws -> (settings: Settings, lines: [Line]) {
        var settings = Settings()
        var lines: [Line] = []
        for definition in SettingDefinition.all {
            guard let (value, source) = try value(of: definition) else {
                lines.append(Line(name: definition.name, value: definition.standard, from: "default"))
                continue
            }
            do { try definition.take(&settings, value) } catch let fault as SettingError {
                throw CommandError("\(source.name(definition)) “\(value.shown)” \(fault.reason).", exitCode: 2)
            }
            lines.append(Line(name: definition.name, value: value.shown, from: source.word))
        }
        return (settings, lines)
    }

    private func value(of definition: SettingDefinition) throws -> (SettingValue, Source)? {
        for source in sources {
            do {
                let found = try source.provider.value(forKey: source.key(definition), type: definition.kind.type)
                if let content = found.value?.content, let value = SettingValue(content) { return (value, source) }
            } catch {
                throw CommandError("\(source.name(definition)) is not \(definition.kind.words).", exitCode: 2)
            }
        }
        return nil
    }

    /// Kubernetes puts variables of this form into every container beside a service named `chancery` ("Discovering services").
    private static func isServiceLink(_ variable: String) -> Bool {
        let rest = variable.dropFirst(SettingDefinition.variablePrefix.count)
        return rest == "SERVICE_HOST" || ["PORT", "SERVICE_PORT"].contains { rest == $0 || rest.hasPrefix($0 + "_") }
    }

    /// Read strictly: if a setting had two values, the provider would silently take one.
    private static func checkKeys(of file: String) throws {
        guard let data = FileManager.default.contents(atPath: file) else {
            throw CommandError("The settings file \(file) cannot be read. Check the path and its permissions.", exitCode: 2)
        }
        let content: JSONValue
        do { content = try JSONValue(parsing: [UInt8](data), allowing: .byteOrderMark) } catch {
            let line = data.prefix(error.offset).count { $0 == 0x0A } + 1
            throw CommandError("The settings file \(file) is not JSON: line \(line): \(error.reason).", exitCode: 2)
        }
        guard case .object(let members) = content else {
            throw CommandError(
                #"The settings file \#(file) is not a JSON object of settings, such as {"https": "*:8443", "host": ["pki.example.com"]}."#,
                exitCode: 2
            )
        }
        let names = SettingDefinition.all.map(\.name)
        for member in members {
            guard let definition = SettingDefinition.named(member.name) else {
                throw unknown("“\(member.name)” in \(file)", Nearest.to(member.name, among: names))
            }
            // The provider ignores anything that is neither a value nor a list of values.
            switch member.value {
            case .object, .null: throw CommandError("“\(member.name)” in \(file) is not \(definition.kind.words).", exitCode: 2)
            default: break
            }
        }
    }

    private static func unknown(_ what: String, _ nearest: String?) -> CommandError {
        CommandError(
            "There is no such setting: \(what).\(nearest.map { " Did you mean \($0)?" } ?? "") `chancery serve --print-settings` lists them all.",
            exitCode: 2
        )
    }
}

extension SettingDefinition.Kind {
    fileprivate var type: ConfigType {
        switch self {
        case .text: .string
        case .number: .int
        case .flag: .bool
        case .list: .stringArray
        }
    }

    fileprivate var words: String {
        switch self {
        case .text: "a text"
        case .number: "a whole number"
        case .flag: "true or false"
        case .list: "a list of texts"
        }
    }
}

extension SettingValue {
    fileprivate var content: ConfigContent {
        switch self {
        case .text(let text): .string(text)
        case .number(let number): .int(number)
        case .flag(let flag): .bool(flag)
        case .list(let list): .stringArray(list)
        }
    }

    fileprivate init?(_ content: ConfigContent) {
        switch content {
        case .string(let text): self = .text(text)
        case .int(let number): self = .number(number)
        case .bool(let flag): self = .flag(flag)
        case .stringArray(let list): self = .list(list)
        default: return nil
        }
    }
}
