extension PKITS {
    /// Sections 4.1 to 4.7: signatures, validity, names, basic revocation, self-issued certificates, basic constraints, key usage.
    static let basics = """
        4.1.1 Valid Signatures Test 1: valid
          GoodCACert ValidCertificatePathTest1EE | GoodCACRL
        4.1.2 Invalid CASignature Test 2: invalid
          BadSignedCACert InvalidCASignatureTest2EE | BadSignedCACRL
        4.1.3 Invalid EESignature Test 3: invalid
          GoodCACert InvalidEESignatureTest3EE | GoodCACRL
        4.1.4 Valid DSASignatures Test 4: valid
          DSACACert ValidDSASignaturesTest4EE | DSACACRL
        4.1.5 Valid DSAParameter Inheritance Test 5: valid
          DSACACert DSAParametersInheritedCACert ValidDSAParameterInheritanceTest5EE | DSACACRL DSAParametersInheritedCACRL
        4.1.6 Invalid DSASignature Test 6: invalid
          DSACACert InvalidDSASignatureTest6EE | DSACACRL
        4.2.1 Invalid CAnot Before Date Test 1: invalid
          BadnotBeforeDateCACert InvalidCAnotBeforeDateTest1EE | BadnotBeforeDateCACRL
        4.2.2 Invalid EEnot Before Date Test 2: invalid
          GoodCACert InvalidEEnotBeforeDateTest2EE | GoodCACRL
        4.2.3 Validpre2000UTCnot Before Date Test 3: valid
          GoodCACert Validpre2000UTCnotBeforeDateTest3EE | GoodCACRL
        4.2.4 Valid Generalized Timenot Before Date Test 4: valid
          GoodCACert ValidGeneralizedTimenotBeforeDateTest4EE | GoodCACRL
        4.2.5 Invalid CAnot After Date Test 5: invalid
          BadnotAfterDateCACert InvalidCAnotAfterDateTest5EE | BadnotAfterDateCACRL
        4.2.6 Invalid EEnot After Date Test 6: invalid
          GoodCACert InvalidEEnotAfterDateTest6EE | GoodCACRL
        4.2.7 Invalidpre2000UTCEEnot After Date Test 7: invalid
          GoodCACert Invalidpre2000UTCEEnotAfterDateTest7EE | GoodCACRL
        4.2.8 Valid Generalized Timenot After Date Test 8: valid
          GoodCACert ValidGeneralizedTimenotAfterDateTest8EE | GoodCACRL
        4.3.1 Invalid Name Chaining EE Test 1: invalid
          GoodCACert InvalidNameChainingTest1EE | GoodCACRL
        4.3.2 Invalid Name Chaining Order Test 2: invalid
          NameOrderingCACert InvalidNameChainingOrderTest2EE | NameOrderCACRL
        4.3.3 Valid Name Chaining Whitespace Test 3: valid
          GoodCACert ValidNameChainingWhitespaceTest3EE | GoodCACRL
        4.3.4 Valid Name Chaining Whitespace Test 4: valid
          GoodCACert ValidNameChainingWhitespaceTest4EE | GoodCACRL
        4.3.5 Valid Name Chaining Capitalization Test 5: valid
          GoodCACert ValidNameChainingCapitalizationTest5EE | GoodCACRL
        4.3.6 Valid Name Chaining UIDs Test 6: valid
          UIDCACert ValidNameUIDsTest6EE | UIDCACRL
        4.3.7 Valid RFC3280Mandatory Attribute Types Test 7: valid
          RFC3280MandatoryAttributeTypesCACert ValidRFC3280MandatoryAttributeTypesTest7EE | RFC3280MandatoryAttributeTypesCACRL
        4.3.8 Valid RFC3280Optional Attribute Types Test 8: valid
          RFC3280OptionalAttributeTypesCACert ValidRFC3280OptionalAttributeTypesTest8EE | RFC3280OptionalAttributeTypesCACRL
        4.3.9 Valid UTF8String Encoded Names Test 9: valid
          UTF8StringEncodedNamesCACert ValidUTF8StringEncodedNamesTest9EE | UTF8StringEncodedNamesCACRL
        4.3.10 Valid Rollover from Printable String to UTF8String Test 10: valid
          RolloverfromPrintableStringtoUTF8StringCACert ValidRolloverfromPrintableStringtoUTF8StringTest10EE |
          RolloverfromPrintableStringtoUTF8StringCACRL
        4.3.11 Valid UTF8String Case Insensitive Match Test 11: valid
          UTF8StringCaseInsensitiveMatchCACert ValidUTF8StringCaseInsensitiveMatchTest11EE | UTF8StringCaseInsensitiveMatchCACRL
        4.4.1 Missing CRL Test 1: invalid
          NoCRLCACert InvalidMissingCRLTest1EE |
        4.4.2 Invalid Revoked CA Test 2: invalid
          GoodCACert RevokedsubCACert InvalidRevokedCATest2EE | GoodCACRL RevokedsubCACRL
        4.4.3 Invalid Revoked EE Test 3: invalid
          GoodCACert InvalidRevokedEETest3EE | GoodCACRL
        4.4.4 Invalid Bad CRLSignature Test 4: invalid
          BadCRLSignatureCACert InvalidBadCRLSignatureTest4EE | BadCRLSignatureCACRL
        4.4.5 Invalid Bad CRLIssuer Name Test 5: invalid
          BadCRLIssuerNameCACert InvalidBadCRLIssuerNameTest5EE | BadCRLIssuerNameCACRL
        4.4.6 Invalid Wrong CRL Test 6: invalid
          WrongCRLCACert InvalidWrongCRLTest6EE | WrongCRLCACRL
        4.4.7 Valid Two CRLs Test 7: valid
          TwoCRLsCACert ValidTwoCRLsTest7EE | TwoCRLsCAGoodCRL TwoCRLsCABadCRL
        4.4.8 Invalid Unknown CRLEntry Extension Test 8: invalid
          UnknownCRLEntryExtensionCACert InvalidUnknownCRLEntryExtensionTest8EE | UnknownCRLEntryExtensionCACRL
        4.4.9 Invalid Unknown CRLExtension Test 9: invalid
          UnknownCRLExtensionCACert InvalidUnknownCRLExtensionTest9EE | UnknownCRLExtensionCACRL
        4.4.10 Invalid Unknown CRLExtension Test 10: invalid
          UnknownCRLExtensionCACert InvalidUnknownCRLExtensionTest10EE | UnknownCRLExtensionCACRL
        4.4.11 Invalid Old CRLnext Update Test 11: invalid
          OldCRLnextUpdateCACert InvalidOldCRLnextUpdateTest11EE | OldCRLnextUpdateCACRL
        4.4.12 Invalidpre2000CRLnext Update Test 12: invalid
          pre2000CRLnextUpdateCACert Invalidpre2000CRLnextUpdateTest12EE | pre2000CRLnextUpdateCACRL
        4.4.13 Valid Generalized Time CRLnext Update Test 13: valid
          GeneralizedTimeCRLnextUpdateCACert ValidGeneralizedTimeCRLnextUpdateTest13EE | GeneralizedTimeCRLnextUpdateCACRL
        4.4.14 Valid Negative Serial Number Test 14: valid
          NegativeSerialNumberCACert ValidNegativeSerialNumberTest14EE | NegativeSerialNumberCACRL
        4.4.15 Invalid Negative Serial Number Test 15: invalid
          NegativeSerialNumberCACert InvalidNegativeSerialNumberTest15EE | NegativeSerialNumberCACRL
        4.4.16 Valid Long Serial Number Test 16: valid
          LongSerialNumberCACert ValidLongSerialNumberTest16EE | LongSerialNumberCACRL
        4.4.17 Valid Long Serial Number Test 17: valid
          LongSerialNumberCACert ValidLongSerialNumberTest17EE | LongSerialNumberCACRL
        4.4.18 Invalid Long Serial Number Test 18: invalid
          LongSerialNumberCACert InvalidLongSerialNumberTest18EE | LongSerialNumberCACRL
        4.4.19 Valid Separate Certificateand CRLKeys Test 19: valid
          SeparateCertificateandCRLKeysCertificateSigningCACert SeparateCertificateandCRLKeysCRLSigningCert
          ValidSeparateCertificateandCRLKeysTest19EE | SeparateCertificateandCRLKeysCRL
        4.4.20 Invalid Separate Certificateand CRLKeys Test 20: invalid
          SeparateCertificateandCRLKeysCertificateSigningCACert SeparateCertificateandCRLKeysCRLSigningCert
          InvalidSeparateCertificateandCRLKeysTest20EE | SeparateCertificateandCRLKeysCRL
        4.4.21 Invalid Separate Certificateand CRLKeys Test 21: invalid
          SeparateCertificateandCRLKeysCA2CertificateSigningCACert SeparateCertificateandCRLKeysCA2CRLSigningCert
          InvalidSeparateCertificateandCRLKeysTest21EE | SeparateCertificateandCRLKeysCA2CRL
        4.5.1 Valid Basic Self Issued Old With New Test 1: valid
          BasicSelfIssuedNewKeyCACert BasicSelfIssuedNewKeyOldWithNewCACert ValidBasicSelfIssuedOldWithNewTest1EE |
          BasicSelfIssuedNewKeyCACRL
        4.5.2 Invalid Basic Self Issued Old With New Test 2: invalid
          BasicSelfIssuedNewKeyCACert BasicSelfIssuedNewKeyOldWithNewCACert InvalidBasicSelfIssuedOldWithNewTest2EE |
          BasicSelfIssuedNewKeyCACRL
        4.5.3 Valid Basic Self Issued New With Old Test 3: valid
          BasicSelfIssuedOldKeyCACert BasicSelfIssuedOldKeyNewWithOldCACert ValidBasicSelfIssuedNewWithOldTest3EE |
          BasicSelfIssuedOldKeySelfIssuedCertCRL BasicSelfIssuedOldKeyCACRL
        4.5.4 Valid Basic Self Issued New With Old Test 4: valid
          BasicSelfIssuedOldKeyCACert BasicSelfIssuedOldKeyNewWithOldCACert ValidBasicSelfIssuedNewWithOldTest4EE |
          BasicSelfIssuedOldKeySelfIssuedCertCRL BasicSelfIssuedOldKeyCACRL
        4.5.5 Invalid Basic Self Issued New With Old Test 5: invalid
          BasicSelfIssuedOldKeyCACert BasicSelfIssuedOldKeyNewWithOldCACert InvalidBasicSelfIssuedNewWithOldTest5EE |
          BasicSelfIssuedOldKeySelfIssuedCertCRL BasicSelfIssuedOldKeyCACRL
        4.5.6 Valid Basic Self Issued CRLSigning Key Test 6: valid
          BasicSelfIssuedCRLSigningKeyCACert BasicSelfIssuedCRLSigningKeyCRLCert ValidBasicSelfIssuedCRLSigningKeyTest6EE |
          BasicSelfIssuedCRLSigningKeyCRLCertCRL BasicSelfIssuedCRLSigningKeyCACRL
        4.5.7 Invalid Basic Self Issued CRLSigning Key Test 7: invalid
          BasicSelfIssuedCRLSigningKeyCACert BasicSelfIssuedCRLSigningKeyCRLCert InvalidBasicSelfIssuedCRLSigningKeyTest7EE |
          BasicSelfIssuedCRLSigningKeyCRLCertCRL BasicSelfIssuedCRLSigningKeyCACRL
        4.5.8 Invalid Basic Self Issued CRLSigning Key Test 8: invalid
          BasicSelfIssuedCRLSigningKeyCACert BasicSelfIssuedCRLSigningKeyCRLCert InvalidBasicSelfIssuedCRLSigningKeyTest8EE |
          BasicSelfIssuedCRLSigningKeyCRLCertCRL BasicSelfIssuedCRLSigningKeyCACRL
        4.6.1 Invalid Missingbasic Constraints Test 1: invalid
          MissingbasicConstraintsCACert InvalidMissingbasicConstraintsTest1EE | MissingbasicConstraintsCACRL
        4.6.2 Invalidc AFalse Test 2: invalid
          basicConstraintsCriticalcAFalseCACert InvalidcAFalseTest2EE | basicConstraintsCriticalcAFalseCACRL
        4.6.3 Invalidc AFalse Test 3: invalid
          basicConstraintsNotCriticalcAFalseCACert InvalidcAFalseTest3EE | basicConstraintsNotCriticalcAFalseCACRL
        4.6.4 Validbasic Constraints Not Critical Test 4: valid
          basicConstraintsNotCriticalCACert ValidbasicConstraintsNotCriticalTest4EE | basicConstraintsNotCriticalCACRL
        4.6.5 Invalidpath Len Constraint Test 5: invalid
          pathLenConstraint0CACert pathLenConstraint0subCACert InvalidpathLenConstraintTest5EE | pathLenConstraint0CACRL
          pathLenConstraint0subCACRL
        4.6.6 Invalidpath Len Constraint Test 6: invalid
          pathLenConstraint0CACert pathLenConstraint0subCACert InvalidpathLenConstraintTest6EE | pathLenConstraint0CACRL
          pathLenConstraint0subCACRL
        4.6.7 Validpath Len Constraint Test 7: valid
          pathLenConstraint0CACert ValidpathLenConstraintTest7EE | pathLenConstraint0CACRL
        4.6.8 Validpath Len Constraint Test 8: valid
          pathLenConstraint0CACert ValidpathLenConstraintTest8EE | pathLenConstraint0CACRL
        4.6.9 Invalidpath Len Constraint Test 9: invalid
          pathLenConstraint6CACert pathLenConstraint6subCA0Cert pathLenConstraint6subsubCA00Cert InvalidpathLenConstraintTest9EE |
          pathLenConstraint6CACRL pathLenConstraint6subCA0CRL pathLenConstraint6subsubCA00CRL
        4.6.10 Invalidpath Len Constraint Test 10: invalid
          pathLenConstraint6CACert pathLenConstraint6subCA0Cert pathLenConstraint6subsubCA00Cert InvalidpathLenConstraintTest10EE |
          pathLenConstraint6CACRL pathLenConstraint6subCA0CRL pathLenConstraint6subsubCA00CRL
        4.6.11 Invalidpath Len Constraint Test 11: invalid
          pathLenConstraint6CACert pathLenConstraint6subCA1Cert pathLenConstraint6subsubCA11Cert pathLenConstraint6subsubsubCA11XCert
          InvalidpathLenConstraintTest11EE | pathLenConstraint6CACRL pathLenConstraint6subCA1CRL pathLenConstraint6subsubCA11CRL
          pathLenConstraint6subsubsubCA11XCRL
        4.6.12 Invalidpath Len Constraint Test 12: invalid
          pathLenConstraint6CACert pathLenConstraint6subCA1Cert pathLenConstraint6subsubCA11Cert pathLenConstraint6subsubsubCA11XCert
          InvalidpathLenConstraintTest12EE | pathLenConstraint6CACRL pathLenConstraint6subCA1CRL pathLenConstraint6subsubCA11CRL
          pathLenConstraint6subsubsubCA11XCRL
        4.6.13 Validpath Len Constraint Test 13: valid
          pathLenConstraint6CACert pathLenConstraint6subCA4Cert pathLenConstraint6subsubCA41Cert pathLenConstraint6subsubsubCA41XCert
          ValidpathLenConstraintTest13EE | pathLenConstraint6CACRL pathLenConstraint6subCA4CRL pathLenConstraint6subsubCA41CRL
          pathLenConstraint6subsubsubCA41XCRL
        4.6.14 Validpath Len Constraint Test 14: valid
          pathLenConstraint6CACert pathLenConstraint6subCA4Cert pathLenConstraint6subsubCA41Cert pathLenConstraint6subsubsubCA41XCert
          ValidpathLenConstraintTest14EE | pathLenConstraint6CACRL pathLenConstraint6subCA4CRL pathLenConstraint6subsubCA41CRL
          pathLenConstraint6subsubsubCA41XCRL
        4.6.15 Valid Self Issuedpath Len Constraint Test 15: valid
          pathLenConstraint0CACert pathLenConstraint0SelfIssuedCACert ValidSelfIssuedpathLenConstraintTest15EE |
          pathLenConstraint0CACRL
        4.6.16 Invalid Self Issuedpath Len Constraint Test 16: invalid
          pathLenConstraint0CACert pathLenConstraint0SelfIssuedCACert pathLenConstraint0subCA2Cert
          InvalidSelfIssuedpathLenConstraintTest16EE | pathLenConstraint0CACRL pathLenConstraint0subCA2CRL
        4.6.17 Valid Self Issuedpath Len Constraint Test 17: valid
          pathLenConstraint1CACert pathLenConstraint1SelfIssuedCACert pathLenConstraint1subCACert
          pathLenConstraint1SelfIssuedsubCACert ValidSelfIssuedpathLenConstraintTest17EE | pathLenConstraint1CACRL
          pathLenConstraint1subCACRL
        4.7.1 Invalidkey Usage Criticalkey Cert Sign False Test 1: invalid
          keyUsageCriticalkeyCertSignFalseCACert InvalidkeyUsageCriticalkeyCertSignFalseTest1EE |
          keyUsageCriticalkeyCertSignFalseCACRL
        4.7.2 Invalidkey Usage Not Criticalkey Cert Sign False Test 2: invalid
          keyUsageNotCriticalkeyCertSignFalseCACert InvalidkeyUsageNotCriticalkeyCertSignFalseTest2EE |
          keyUsageNotCriticalkeyCertSignFalseCACRL
        4.7.3 Validkey Usage Not Critical Test 3: valid
          keyUsageNotCriticalCACert ValidkeyUsageNotCriticalTest3EE | keyUsageNotCriticalCACRL
        4.7.4 Invalidkey Usage Criticalc RLSign False Test 4: invalid
          keyUsageCriticalcRLSignFalseCACert InvalidkeyUsageCriticalcRLSignFalseTest4EE | keyUsageCriticalcRLSignFalseCACRL
        4.7.5 Invalidkey Usage Not Criticalc RLSign False Test 5: invalid
          keyUsageNotCriticalcRLSignFalseCACert InvalidkeyUsageNotCriticalcRLSignFalseTest5EE | keyUsageNotCriticalcRLSignFalseCACRL
        """
}
