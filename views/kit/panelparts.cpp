// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/kit/panelparts.h"

#include "views/kit/icon.h"
#include "views/kit/tokens.h"

#include <QBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>

namespace safeguard::panel {

namespace {
constexpr int cardWidth = 440;
}

QLabel *text(const QString &content, const QString &role, QWidget *parent)
{
    auto *label = new QLabel(content, parent);
    label->setProperty("role", role);
    label->setWordWrap(true);
    return label;
}

QLabel *addText(QVBoxLayout *layout, const QString &role, const QString &words)
{
    auto *label = text(words, role, layout->parentWidget());
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setIndent(0);
    layout->addWidget(label);
    return label;
}

void showLink(QLabel *label, const QString &words)
{
    const auto show = [label, words] {
        const Tokens &tokens = Tokens::instance();
        label->setText(
            QStringLiteral("<a href=\"#\" style=\"text-decoration:none; color:%1\">%2 "
                           "<span style=\"color:%3\">\u203a</span></a>")
                .arg(tokens.css(Ink::Text), words.toHtmlEscaped(), tokens.css(Ink::Accent)));
    };
    label->setTextFormat(Qt::RichText);
    label->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    label->setAccessibleName(words);
    QObject::connect(&Tokens::instance(), &Tokens::changed, label, show);
    show();
}

void showIn(QLabel *label, const QString &words)
{
    label->setText(words);
    label->setVisible(!words.isEmpty());
}

QVBoxLayout *centredCard(QWidget *parent)
{
    auto *outer = new QVBoxLayout(parent);
    auto *card = new QFrame(parent);
    card->setProperty("role", QStringLiteral("panel"));
    card->setFixedWidth(cardWidth);
    outer->addStretch(1);
    auto *middle = new QHBoxLayout; // an aligned item would not be as high as its texts need
    middle->addStretch(1);
    middle->addWidget(card);
    middle->addStretch(1);
    outer->addLayout(middle);
    outer->addStretch(2);
    auto *layout = new QVBoxLayout(card);
    layout->setContentsMargins(28, 24, 28, 24);
    layout->setSpacing(8);
    auto *logo = new QLabel(card);
    logo->setPixmap(icon(QStringLiteral("logo"), Ink::Accent).pixmap(34, 34));
    layout->addWidget(logo);
    return layout;
}

QLineEdit *addLine(QVBoxLayout *layout, const QString &name, const QString &objectName,
                   bool isSecret)
{
    auto *label = new QLabel(name, layout->parentWidget());
    auto *line = new QLineEdit(layout->parentWidget());
    label->setBuddy(line);
    line->setAccessibleName(name);
    line->setObjectName(objectName);
    if (isSecret) {
        line->setEchoMode(QLineEdit::Password);
        line->setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhHiddenText |
                                  Qt::ImhNoPredictiveText);
    }
    layout->addWidget(label);
    layout->addWidget(line);
    return line;
}

QProgressBar *addProgress(QVBoxLayout *layout)
{
    auto *progress = new QProgressBar(layout->parentWidget());
    progress->setRange(0, 0);
    progress->setTextVisible(false);
    progress->setAccessibleName(QCoreApplication::translate("StartScreen", "Working"));
    progress->hide();
    layout->addWidget(progress);
    return progress;
}

QPushButton *addButton(const QString &words, const QString &objectName, bool isMain,
                       QWidget *parent)
{
    auto *button = new QPushButton(words, parent);
    button->setObjectName(objectName);
    button->setAutoDefault(true);
    if (isMain) {
        button->setDefault(true);
        button->setProperty("role", QStringLiteral("primary"));
    }
    return button;
}

QScrollArea *scrolling(QWidget *content, const QString &name)
{
    auto *scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setAccessibleName(name);
    content->setObjectName(QStringLiteral("form-content"));
    scroll->setWidget(content);
    content->setAutoFillBackground(false);
    scroll->viewport()->setAutoFillBackground(false);
    return scroll;
}

QFrame *framed(QWidget *content)
{
    auto *frame = new QFrame;
    frame->setProperty("role", QStringLiteral("panel"));
    auto *inner = new QVBoxLayout(frame);
    inner->setContentsMargins(1, 1, 1, 1);
    inner->addWidget(content);
    return frame;
}

QWidget *notice(const QString &title, const QString &words, QPushButton *next, QWidget *parent)
{
    auto *panel = new QFrame(parent);
    panel->setProperty("role", QStringLiteral("panel"));
    auto *layout = new QVBoxLayout(panel);
    layout->setAlignment(Qt::AlignCenter);
    layout->setSpacing(12);
    auto *heading = new QLabel(title, panel);
    heading->setFont(Tokens::instance().titleFont());
    heading->setAlignment(Qt::AlignCenter);
    auto *said = text(words, {}, panel);
    said->setAlignment(Qt::AlignCenter);
    said->setFixedWidth(500);
    layout->addWidget(heading);
    layout->addWidget(said, 0, Qt::AlignCenter);
    layout->addWidget(next, 0, Qt::AlignCenter);
    return panel;
}

void fit(QWidget *dialog, int width)
{
    QLayout *layout = dialog->layout();
    layout->activate();
    const int wide = qMax(width, layout->totalSizeHint().width());
    dialog->setMinimumSize(wide, layout->totalHeightForWidth(wide));
    dialog->resize(dialog->minimumSize());
}

Secret takeSecret(QLineEdit *line)
{
    QString typed = line->text();
    line->setText({}); // also forgets the undo steps; what was typed is held here alone now
    Secret secret = Secret::fromText(typed);
    wipe(typed);
    return secret;
}

}
