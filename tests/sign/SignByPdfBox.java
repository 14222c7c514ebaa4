import java.io.*;
import java.nio.file.*;
import java.util.*;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.*;
import org.apache.pdfbox.pdmodel.interactive.form.*;
import org.apache.pdfbox.cos.COSName;

/** Signs a field with PDFBox, and openssl for the signature itself: IN OUT FIELD KEY CERTIFICATE CHAIN. */
public class SignByPdfBox {
    public static void main(String[] args) throws Exception {
        try (PDDocument document = PDDocument.load(new File(args[0]));
             OutputStream out = new FileOutputStream(args[1])) {
            PDSignature signature = new PDSignature();
            signature.setFilter(PDSignature.FILTER_ADOBE_PPKLITE);
            signature.setSubFilter(COSName.getPDFName("ETSI.CAdES.detached"));
            signature.setName("Uji");
            signature.setSignDate(Calendar.getInstance());
            PDSignatureField field = (PDSignatureField) document.getDocumentCatalog().getAcroForm().getField(args[2]);
            field.getCOSObject().setItem(COSName.V, signature);
            SignatureOptions options = new SignatureOptions();
            options.setPreferredSignatureSize(20000);
            java.awt.image.BufferedImage picture = new java.awt.image.BufferedImage(8, 8, java.awt.image.BufferedImage.TYPE_INT_RGB);
            int page = document.getPages().indexOf(field.getWidgets().get(0).getPage());
            org.apache.pdfbox.pdmodel.interactive.digitalsignature.visible.PDVisibleSignDesigner designer = new org.apache.pdfbox.pdmodel.interactive.digitalsignature.visible.PDVisibleSignDesigner(document, picture, page + 1);
            designer.zoom(0);
            org.apache.pdfbox.pdmodel.interactive.digitalsignature.visible.PDVisibleSigProperties properties = new org.apache.pdfbox.pdmodel.interactive.digitalsignature.visible.PDVisibleSigProperties();
            properties.signerName("Uji").page(page + 1).visualSignEnabled(true).setPdVisibleSignature(designer).buildSignature();
            options.setVisualSignature(properties.getVisibleSignature());
            options.setPage(page);
            document.addSignature(signature, options);
            ExternalSigningSupport external = document.saveIncrementalForExternalSigning(out);
            Path content = Files.createTempFile("content", ".bin");
            Files.copy(external.getContent(), content, StandardCopyOption.REPLACE_EXISTING);
            Process cms = new ProcessBuilder("openssl", "cms", "-sign", "-binary", "-cades", "-md", "sha256", "-outform", "DER",
                "-in", content.toString(), "-signer", args[4], "-inkey", args[3], "-certfile", args[5])
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
            byte[] signed = cms.getInputStream().readAllBytes();
            if (cms.waitFor() != 0) throw new IOException("openssl");
            external.setSignature(signed);
        }
    }
}
