#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| bodytext_fuzz::targets::html(data));
