import Foundation
import Testing

@Suite("Imports point downward")
struct ImportRuleTests {
    static let targets = ImportRule.all.map(\.target)

    @Test("every import of a target is one its rule allows", arguments: targets)
    func imports(of target: String) throws {
        let rule = try #require(ImportRule[target])
        for file in try SourceTree.swiftFiles(in: ImportRule.folders[target] ?? "Sources/\(target)") {
            for line in file.tokens.imports {
                if let reason = rule.refusal(of: line.module) {
                    Issue.record("\(file.path):\(line.line): `\(line.spelling)` is forbidden in \(target): \(reason) (docs/design.md §2)")
                }
            }
        }
    }

    @Test("every target of Package.swift declares only what its rule allows")
    func manifestEdges() throws {
        let manifest = Manifest(try SourceTree.text("Package.swift"))
        let programs = manifest.entries.filter { $0.kind != .tests }
        #expect(programs.count >= ImportRule.all.count)
        for entry in programs {
            guard let rule = ImportRule[entry.name] else {
                Issue.record(
                    "Package.swift:\(entry.line): target \(entry.name) has no rule in ImportRules.swift and no line in docs/design.md §2"
                )
                continue
            }
            for module in entry.modules.subtracting([entry.name]) {
                if let reason = rule.refusal(of: module) {
                    Issue.record("Package.swift:\(entry.line): \(entry.name) declares \(module), which is forbidden: \(reason)")
                }
            }
        }
    }

    @Test("an import between targets is declared in Package.swift")
    func importsAreDeclared() throws {
        let manifest = Manifest(try SourceTree.text("Package.swift"))
        let own = Set(ImportRule.all.map(\.target)).union(ImportRule.systemLibraries).subtracting(ImportRule.everybody)
        for entry in manifest.entries {
            let folder = entry.kind == .tests ? "Tests/\(entry.name)Tests" : ImportRule.folders[entry.name] ?? "Sources/\(entry.name)"
            for file in try SourceTree.swiftFiles(in: folder) {
                for line in file.tokens.imports where own.contains(line.module) && !entry.modules.contains(line.module) {
                    Issue.record("\(file.path):\(line.line): imports \(line.module), which Package.swift does not declare for it")
                }
            }
        }
    }

    @Test("FoundationEssentials, which a Mac lacks, is imported only inside a canImport condition")
    func guardedFoundation() throws {
        for folder in ["Sources", "Tests", "Benchmarks"] {
            for file in try SourceTree.swiftFiles(in: folder) {
                let lines = file.tokens.imports.filter { $0.module == "FoundationEssentials" }
                if let line = lines.first, !lines.contains(where: { $0.spelling.hasPrefix("canImport") }) {
                    Issue.record("\(file.path):\(line.line): import PortableFoundation instead of FoundationEssentials")
                }
            }
        }
    }

    @Test("every folder of Sources has a rule")
    func everyFolderHasARule() throws {
        let known = Set(ImportRule.all.map(\.target)).union(ImportRule.systemLibraries)
        #expect(try SourceTree.folders(in: "Sources").filter { !known.contains($0) } == [])
    }

    @Test("the rules have no cycle")
    func noCycle() {
        var settled: Set<String> = ImportRule.systemLibraries
        var waiting = ImportRule.all
        while let next = waiting.firstIndex(where: { $0.own.isSubset(of: settled) }) {
            settled.insert(waiting.remove(at: next).target)
        }
        #expect(waiting.map(\.target) == [])
    }

    @Test("docs/design.md states the same rules")
    func documentAgrees() throws {
        let documented = DesignTable(try SourceTree.text("docs/design.md"))
        for rule in ImportRule.all where ImportRule.folders[rule.target] == nil {
            let row = try #require(documented.rows[rule.target], "docs/design.md §2 has no line for \(rule.target)")
            #expect(row == rule.own.subtracting(ImportRule.systemLibraries), "docs/design.md §2, \(rule.target)")
        }
        #expect(Set(documented.rows.keys).isSubset(of: Set(ImportRule.all.map(\.target))))
    }
}

/// The table of §2: target in the first column, the package's own targets it may import in the third, names in code face.
struct DesignTable {
    var rows: [String: Set<String>] = [:]

    init(_ document: String) {
        for line in document.split(separator: "\n") where line.hasPrefix("| `") {
            let cells = line.split(separator: "|", omittingEmptySubsequences: false).map { $0.trimmingCharacters(in: .whitespaces) }
            guard cells.count >= 5 else { continue }
            rows[cells[1].trimmingCharacters(in: ["`"])] = Set(Self.codeNames(cells[3]))
        }
    }

    private static func codeNames(_ cell: String) -> [String] {
        cell.split(separator: "`", omittingEmptySubsequences: false).enumerated().filter { $0.offset % 2 == 1 }.map { String($0.element) }
    }
}
