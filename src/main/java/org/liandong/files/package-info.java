/**
 * Files on a system's server, and files that are ferried over a security boundary: written for it, and fetched from it
 * (reference §3.5, SFTP files; §2.8).
 */
@NullMarked
package org.liandong.files;

import org.jspecify.annotations.NullMarked;
