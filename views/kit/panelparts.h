// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/vault/secret.h"

#include <QString>

class QFrame;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QScrollArea;
class QVBoxLayout;
class QWidget;

/// What the panels before and around a project are made of.
namespace safeguard::panel {

QLabel *text(const QString &content, const QString &role, QWidget *parent);
/// Plain text that can be selected, as the next line of \a layout.
QLabel *addText(QVBoxLayout *layout, const QString &role, const QString &words = {});
/// Makes it a link to follow, by mouse or keyboard; it takes on a change of appearance.
void showLink(QLabel *label, const QString &words);
/// Hides the label when there is nothing to say.
void showIn(QLabel *label, const QString &words);
/// A card with the program's sign in the middle of an empty window; widgets go into its layout.
QVBoxLayout *centredCard(QWidget *parent);
/// A line with its name above it.
QLineEdit *addLine(QVBoxLayout *layout, const QString &name, const QString &objectName,
                   bool isSecret = false);
/// Hidden until something is under way; without a range.
QProgressBar *addProgress(QVBoxLayout *layout);
/// Enter presses it while it has the keyboard; \a isMain also from every line that is told so.
QPushButton *addButton(const QString &words, const QString &objectName, bool isMain,
                       QWidget *parent);

/// What is higher than its place at times, on the ground that it stands on.
QScrollArea *scrolling(QWidget *content, const QString &name);
/// The frame of a part of a screen.
QFrame *framed(QWidget *content);

/// Said in the middle of an empty screen, with what to do next below it.
QWidget *notice(const QString &title, const QString &words, QPushButton *next, QWidget *parent);

/// As large as a dialog's wrapped texts need at that width, also on a small screen, where Qt would
/// begin with less.
void fit(QWidget *dialog, int width);

/// What was typed, leaving nothing of it in the line nor in its undo steps.
Secret takeSecret(QLineEdit *line);

}
