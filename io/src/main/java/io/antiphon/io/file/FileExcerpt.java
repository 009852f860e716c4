package io.antiphon.io.file;

import io.antiphon.engine.endpoint.EndpointException;
import io.antiphon.engine.endpoint.HistoryExcerpt;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A part of a history that is read straight from its file. One thread. */
final class FileExcerpt implements HistoryExcerpt {
    private static final Logger LOG = LoggerFactory.getLogger(FileExcerpt.class);

    private final String name;
    private final Take take;
    private final WindowedFile.Copy copy;

    FileExcerpt(String name, Take take, WindowedFile.Copy copy) {
        this.name = name;
        this.take = take;
        this.copy = copy;
    }

    @Override
    public long from() {
        return take.origin() + copy.from();
    }

    @Override
    public long to() {
        return take.origin() + copy.to();
    }

    @Override
    public int channels() {
        return take.channels();
    }

    @Override
    public void read(long position, float[][] into, int frames) throws EndpointException {
        try {
            copy.read(position - take.origin(), into, frames);
        } catch (IOException e) {
            throw new EndpointException("the history of " + name + " cannot be read on: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            copy.close();
        } catch (IOException e) {
            LOG.debug("history {}: an excerpt was not closed well", name, e);
        }
    }
}
