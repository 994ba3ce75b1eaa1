import CertificateTemplates

func judge(domain: (UInt32, UInt32, UInt32)) {
    for var template in BuiltInTemplates.all(domain: domain) where template.name == "User" {
        // The requester may now name anybody in a certificate that signs in.
        template.nameFlags.insert(.enrolleeSuppliesSubject)
        let administrators = TemplateValidation.administrators(in: domain)
        for problem in TemplateValidation.problems(of: template, administrators: administrators) {
            print(problem.rule)    // ESC1
            print(problem.remedy)
        }
    }
}
