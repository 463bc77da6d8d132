/** Files on a system's server: written for it, and fetched from it (reference §3.5, SFTP files). */
@NullMarked
package org.liandong.files;

import org.jspecify.annotations.NullMarked;
