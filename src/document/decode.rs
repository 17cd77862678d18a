//! Bytes to text. Only UTF-8 is read; everything else is an error that says what was found and where.

/// Why bytes are not a text that can be cleaned. Offsets are bytes from the start of the input.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DecodeError {
    /// A sequence that is not UTF-8.
    #[error(
        "not UTF-8: byte 0x{byte:02x} at offset {offset} (line {line}) starts no valid character; \
         convert the file first, for instance with `iconv -f GB18030 -t UTF-8`"
    )]
    NotUtf8 {
        /// Where the first bad sequence starts.
        offset: usize,
        /// The line of it, from 1.
        line: usize,
        /// Its first byte.
        byte: u8,
    },
    /// A byte-order mark of another encoding.
    #[error("this is {encoding} (byte-order mark at offset 0), and only UTF-8 is read; convert it first")]
    OtherEncoding {
        /// The encoding's name.
        encoding: &'static str,
    },
    /// A NUL byte: no text has one.
    #[error("a binary file: NUL byte at offset {offset}")]
    Binary {
        /// Where the first NUL stands.
        offset: usize,
    },
}

/// The text of `bytes`, a byte-order mark included, so that it comes out as it went in.
///
/// # Errors
/// [`DecodeError`], with the offset, when the bytes are not UTF-8 text.
pub fn decode(bytes: Vec<u8>) -> Result<String, DecodeError> {
    for (mark, encoding) in [(&b"\xff\xfe"[..], "UTF-16, little-endian"), (b"\xfe\xff", "UTF-16, big-endian")] {
        if bytes.starts_with(mark) {
            return Err(DecodeError::OtherEncoding { encoding });
        }
    }
    if let Some(offset) = memchr::memchr(0, &bytes) {
        return Err(DecodeError::Binary { offset });
    }
    String::from_utf8(bytes).map_err(|error| {
        let (offset, bytes) = (error.utf8_error().valid_up_to(), error.as_bytes());
        let line = memchr::memchr_iter(b'\n', &bytes[..offset]).count() + 1;
        DecodeError::NotUtf8 { offset, line, byte: bytes[offset] }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_the_byte() {
        let error = decode(b"ok\nbad \xb0\xa1".to_vec()).unwrap_err();
        assert_eq!(error, DecodeError::NotUtf8 { offset: 7, line: 2, byte: 0xb0 });
        assert_eq!(decode(b"PK\0".to_vec()).unwrap_err(), DecodeError::Binary { offset: 2 });
        assert_eq!(decode("\u{feff}a\r\n".into()).unwrap(), "\u{feff}a\r\n");
    }
}
