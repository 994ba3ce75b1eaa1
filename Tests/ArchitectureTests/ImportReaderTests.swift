import Testing

@Suite("The import reader")
struct ImportReaderTests {
    @Test(
        "the import reader finds an import in every form of Swift",
        arguments: [
            "import Store", "public import Store", "package import Store", "internal import Store", "fileprivate import Store",
            "private import Store", "@preconcurrency import Store", "@testable import Store", "@_exported import Store",
            "@_implementationOnly import Store", "@_spi(Testing) import Store", "@_exported public import Store",
            "import struct Store.SQLiteStore",
            "public import protocol Store.Thing", "import class Store.Thing", "import func Store.open", "import var Store.path",
            "import let Store.path", "import enum Store.Kind", "import typealias Store.Kind", "import Store.Submodule",
            "import Foundation; import Store", "import /* why */ Store", "import\n    Store", "#if canImport(Store)\n#endif",
            "#if canImport(Store.Sub)\n#endif",
            "#if canImport(Store, _version: 2)\n#endif", "/* a /* nested */ comment */ import Store",
            "let text = \"\"\"\n    import Nothing\n    \"\"\"\nimport Store",
            "let text = #\"import \"Nothing\"\"#; import Store", "let a = \"\\(\"import Nothing\")\"\nimport Store", "import `Store`",
        ]
    )
    func sees(_ source: String) {
        #expect(SwiftTokens(source).imports.map(\.module).filter { $0 != "Foundation" } == ["Store"])
    }

    @Test(
        "the import reader does not mistake other text for an import",
        arguments: [
            "// import Store", "/* import Store */", "let text = \"import Store\"", "let text = \"\"\"\n    import Store\n    \"\"\"",
            "let text = #\"import Store\"#",
            "certificate.import Store", "f(import: Store)", "func f(import store: Int) {}", "let text = \"a \\(value) import Store\"",
        ]
    )
    func ignores(_ source: String) {
        #expect(SwiftTokens(source).imports == [])
    }

    @Test("the import reader reports the line of an import")
    func line() {
        let imports = SwiftTokens("// first\n/*\n*/\nlet a = \"\"\"\n  two\n  \"\"\"\nimport Store").imports
        #expect(imports.map(\.line) == [7])
    }

    @Test("a forbidden import is refused with its own reason, another with the target's")
    func reasons() throws {
        let core = try #require(ImportRule["CACore"])
        #expect(core.refusal(of: "Store") == "the core owns its port; the store depends on it")
        #expect(core.refusal(of: "ArgumentParser") == core.because)
        #expect(core.refusal(of: "PKICrypto") == nil)
    }

    @Test("the manifest is read with its constants, products and calls")
    func manifest() {
        let manifest = Manifest(
            """
            let log = Target.Dependency.product(name: "Logging", package: "swift-log")
            let web: [Target.Dependency] = [ .product(name: "Web", package: "web"), .product(name: "WebTLS", package: "web") ]
            func target(_ name: String, _ more: [Target.Dependency] = []) -> Target { .target(name: name, dependencies: more) }
            let package = Package(name: "p", targets: [
                target("A"), target("B", ["A", log] + web), program("c", path: "Else/C", ["B", .product(name: "GRDB", package: "GRDB.swift")]),
                tests("A", ["A"]),
            ])
            """
        )
        #expect(manifest.entries.map(\.name) == ["A", "B", "c", "A"])
        #expect(manifest.entries.map(\.modules) == [[], ["A", "Logging", "Web", "WebTLS"], ["B", "GRDB"], ["A"]])
    }
}
