package dev.poolproof.proxy.protocol;

import dev.poolproof.proxy.tls.TlsRecord;
import io.netty.buffer.ByteBuf;

/** Tells by its lengths whether a read is made of whole messages of a protocol. */
final class WholeMessages {
    private static final int MYSQL_HEADER = 4;

    private WholeMessages() {}

    /** Messages of PostgreSQL's client, after the start-up. */
    static boolean ofPostgres(ByteBuf bytes) {
        long at = bytes.readerIndex();
        while (at + 5 <= bytes.writerIndex()) {
            int length = bytes.getInt((int) at + 1);
            if (!PostgresClientMessages.isType(bytes.getByte((int) at)) || length < 4) {
                return false;
            }
            at += 1L + length;
        }
        return at == bytes.writerIndex();
    }

    /** Commands of MySQL's client. */
    static boolean ofMysql(ByteBuf bytes) {
        int at = bytes.readerIndex();
        while (at + MYSQL_HEADER < bytes.writerIndex()) {
            int length = bytes.getUnsignedMediumLE(at);
            boolean command = MysqlClientMessages.isCommand(bytes.getUnsignedByte(at + 4));
            if (length == 0 || bytes.getByte(at + 3) != 0 || !command) {
                return false;
            }
            at += MYSQL_HEADER + length;
        }
        return at == bytes.writerIndex();
    }

    /** A beginning of TLS records: they may go on in the next read. */
    static boolean ofTls(ByteBuf bytes) {
        int at = bytes.readerIndex();
        if (bytes.readableBytes() < TlsRecord.HEADER_BYTES) {
            return false;
        }
        int type = bytes.getUnsignedByte(at); // 20 change_cipher_spec to 23 application_data
        int version = bytes.getUnsignedShort(at + 1);
        int length = bytes.getUnsignedShort(at + 3);
        return type >= 20
                && type <= 23
                && version >= 0x0301
                && version <= 0x0304
                && length > 0
                && length <= TlsRecord.LONGEST_PAYLOAD;
    }
}
