// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/reports/finishpdf.h"

#include "model/reports/contentmarks.h"
#include "model/reports/metadata.h"
#include "model/reports/outline.h"
#include "model/reports/structuretree.h"

#include <qpdf/Buffer.hh>
#include <qpdf/QPDFWriter.hh>
#include <QUrl>

namespace safeguard::report {

namespace {

using Handle = QPDFObjectHandle;

class Finisher final
{
public:
    Finisher(PaintedPages painted, const Pages &pages, const DocumentInfo &info, const Stage &stage)
        : m_painted(std::move(painted))
        , m_pages(pages)
        , m_info(info)
        , m_stage(stage)
    {
        m_pdf.processMemoryFile("report", m_painted.pdf.constData(),
                                static_cast<size_t>(m_painted.pdf.size()));
        m_objects = m_pdf.getAllPages();
    }

    Rendered run()
    {
        StructureTree tree(m_pdf, m_pages.nodes, m_objects.size());
        for (size_t i = 0; i < m_objects.size(); ++i) {
            rewriteContent(tree, i);
            addLinks(tree, i);
            m_stage.reached(0.4 * static_cast<double>(i) / static_cast<double>(m_objects.size()));
        }
        tree.write(m_objects);
        m_stage.reached(0.5);
        writeOutline(m_pdf, m_pages.outline, m_objects);
        repairResources();
        writeMetadata(m_pdf, m_info);
        describeCatalog();
        m_result.pages = static_cast<int>(m_objects.size());
        m_result.pdf = written();
        return std::move(m_result);
    }

private:
    void rewriteContent(StructureTree &tree, size_t page)
    {
        const std::vector<MarkedContent> &marks = m_painted.marks[page];
        std::vector<int> ids;
        int next = 0;
        for (const MarkedContent &mark : marks) {
            ids.push_back(mark.node == artifact ? -1 : next++);
            if (mark.node != artifact)
                tree.addContent(mark.node, static_cast<int>(page), ids.back());
        }
        Handle contents = m_objects[page].getKey("/Contents");
        const auto data = contents.getStreamData();
        const std::string_view text(reinterpret_cast<const char *>(data->getBuffer()),
                                    data->getSize());
        contents.replaceStreamData(withMarkedContent(text, marks, m_pages.nodes, ids),
                                   Handle::newNull(), Handle::newNull());
        m_objects[page].replaceKey("/StructParents", Handle::newInteger(static_cast<int>(page)));
        m_objects[page].replaceKey("/Tabs", Handle::newName("/S"));
    }

    void addLinks(StructureTree &tree, size_t page)
    {
        std::vector<Handle> annotations;
        for (const LinkArea &area : m_pages.pages[page].links) {
            Handle annotation = linkAnnotation(area, m_pages.pages[page].size.height());
            if (annotation.isNull())
                continue;
            const int key = tree.addAnnotation(area.node, static_cast<int>(page), annotation);
            annotation.replaceKey("/StructParent", Handle::newInteger(key));
            annotations.push_back(annotation);
        }
        if (!annotations.empty())
            m_objects[page].replaceKey("/Annots", Handle::newArray(annotations));
    }

    /// Null when the target does not exist.
    Handle linkAnnotation(const LinkArea &area, double pageHeight)
    {
        Handle dict = Handle::newDictionary({{"/Type", Handle::newName("/Annot")},
                                             {"/Subtype", Handle::newName("/Link")},
                                             {"/F", Handle::newInteger(4)},
                                             {"/Border", Handle::parse("[0 0 0]")}});
        dict.replaceKey("/Rect", Handle::newArray(Handle::Rectangle(
                                     area.rect.left(), pageHeight - area.rect.bottom(),
                                     area.rect.right(), pageHeight - area.rect.top())));
        if (!area.target.startsWith(u'#')) {
            const std::string uri = QUrl(area.target).toEncoded().toStdString();
            dict.replaceKey("/A", Handle::newDictionary({{"/S", Handle::newName("/URI")},
                                                         {"/URI", Handle::newString(uri)}}));
            dict.replaceKey("/Contents", pdfText(area.target));
            return m_pdf.makeIndirectObject(dict);
        }
        const auto found = m_pages.anchors.constFind(area.target.mid(1));
        if (found == m_pages.anchors.cend()) {
            m_result.deadLinks << area.target.mid(1);
            return Handle::newNull();
        }
        dict.replaceKey("/Dest", destination(*found, m_objects));
        return m_pdf.makeIndirectObject(dict);
    }

    /// Text must come back from the glyphs, and nothing may be transparent in PDF/A-1.
    void repairResources()
    {
        for (Handle &object : m_pdf.getAllObjects()) {
            if (!object.isDictionary())
                continue;
            if (object.isDictionaryOfType("/Font") && object.hasKey("/ToUnicode"))
                repairFont(object);
            for (const char *key : {"/ca", "/CA"}) {
                if (object.hasKey(key))
                    object.replaceKey(key, Handle::newInteger(1));
            }
        }
    }

    static void repairFont(Handle &font)
    {
        Handle map = font.getKey("/ToUnicode");
        const auto data = map.getStreamData();
        const std::string_view text(reinterpret_cast<const char *>(data->getBuffer()),
                                    data->getSize());
        map.replaceStreamData(repairedToUnicode(text), Handle::newNull(), Handle::newNull());
    }

    void describeCatalog()
    {
        Handle root = m_pdf.getRoot();
        root.replaceKey("/Lang", Handle::newString(m_info.language.toStdString()));
        root.replaceKey("/MarkInfo", Handle::parse("<< /Marked true >>"));
        root.replaceKey("/ViewerPreferences", Handle::parse("<< /DisplayDocTitle true >>"));
        root.replaceKey("/PageMode",
                        Handle::newName(m_pages.outline.empty() ? "/UseNone" : "/UseOutlines"));
    }

    class Reporter final : public QPDFWriter::ProgressReporter
    {
    public:
        explicit Reporter(const Stage &stage)
            : m_stage(stage)
        {}
        void reportProgress(int percent) override { m_stage.reached(0.5 + percent / 200.0); }

    private:
        const Stage &m_stage;
    };

    QByteArray written()
    {
        m_pdf.getTrailer().removeKey("/ID");
        QPDFWriter writer(m_pdf);
        writer.setOutputMemory();
        writer.setMinimumPDFVersion("1.4");
        writer.forcePDFVersion("1.4");
        writer.setObjectStreamMode(qpdf_o_disable);
        writer.setNewlineBeforeEndstream(true);
        writer.setDeterministicID(true);
        writer.registerProgressReporter(std::make_shared<Reporter>(m_stage));
        writer.write();
        const auto buffer = writer.getBufferSharedPointer();
        return QByteArray(reinterpret_cast<const char *>(buffer->getBuffer()),
                          static_cast<qsizetype>(buffer->getSize()));
    }

    PaintedPages m_painted;
    const Pages &m_pages;
    const DocumentInfo &m_info;
    const Stage &m_stage;
    QPDF m_pdf;
    std::vector<Handle> m_objects; ///< the pages
    Rendered m_result;
};

}

Rendered finishPdf(PaintedPages painted, const Pages &pages, const DocumentInfo &info,
                   const Stage &stage)
{
    return Finisher(std::move(painted), pages, info, stage).run();
}

}
