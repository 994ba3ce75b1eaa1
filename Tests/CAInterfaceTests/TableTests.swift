import CAInterface
import PKIFormats
import Testing

@Suite("tables of documented numbers")
struct TableTests {
    @Test("each result code, symbol and property is listed once")
    func unique() {
        #expect(Set(HRESULT.names.map(\.code)).count == HRESULT.names.count)
        #expect(Set(HRESULT.names.map(\.symbol)).count == HRESULT.names.count)
        #expect(Set(CAProperty.table.map(\.id)).count == CAProperty.table.count)
    }

    @Test(
        "codes have their documented numbers and symbols",
        arguments: [
            (HRESULT.certsrvTemplateDenied, UInt32(0x8009_4012), "CERTSRV_E_TEMPLATE_DENIED"),
            (.certsrvKeyLength, 0x8009_4811, "CERTSRV_E_KEY_LENGTH"), (.certsrvPropertyEmpty, 0x8009_4004, "CERTSRV_E_PROPERTY_EMPTY"),
            (.badSignature, 0x8009_0006, "NTE_BAD_SIGNATURE"), (.invalidArgument, 0x8007_0057, "E_INVALIDARG"),
            (.rpcServerUnavailable, 0x8007_06BA, "RPC_S_SERVER_UNAVAILABLE"),
        ]
    )
    func codes(code: HRESULT, number: UInt32, symbol: String) {
        #expect(code.rawValue == number)
        #expect(code.name?.symbol == symbol)
        #expect(code.isFailure)
    }

    @Test("a code without a name is kept and shown as eight digits")
    func unknown() {
        let code = HRESULT(rawValue: 0x1F)
        #expect(code.name == nil)
        #expect(code.description == "0x0000001f")
        #expect(HRESULT.win32(5) == .accessDenied)
        #expect(HRESULT.certsrvKeyLength.signed == -2_146_875_375)
    }

    @Test("property flags are the type, with 0x10000 where an index is taken")
    func flags() throws {
        let name = try #require(CAProperty.named(.caName))
        #expect(name.flags == 4 && !name.isIndexed)
        let certificate = try #require(CAProperty.named(.caSigCert))
        #expect(certificate.flags == 0x10003 && certificate.acceptsNewest)
        #expect(CAProperty.named(CAPropertyID(999)) == nil)
    }

    @Test("stored dispositions are told to clients by the documented map")
    func dispositions() {
        let map: [(StoredDisposition, DispositionCode)] = [
            (.pending, .underSubmission), (.issued, .issued), (.revoked, .revoked), (.denied, .denied), (.error, .error),
            (.foreign, .incomplete),
        ]
        for (stored, code) in map { #expect(stored.code == code) }
        #expect(DispositionCode(rawValue: 77).name == "other")
    }

    @Test("a request format or property type of a later specification is kept; documented ones alone are known")
    func open() {
        #expect(RequestFormat.known == [.any, .pkcs10, .keygen, .pkcs7, .cmc, .challengeResponse, .timestampList])
        #expect(RequestFormat.any.name == nil && RequestFormat.cmc.name == "cmc")
        #expect(RequestFormat(name: "PKCS10") == .pkcs10 && RequestFormat(name: "any") == nil)
        #expect(RequestFormat(rawValue: 0x700).name == "1792")
        #expect(RequestFormat(known: 0x700) == nil)
        #expect(CAPropertyType.known.map(\.name) == ["long", "date", "binary", "string"])
    }
}
