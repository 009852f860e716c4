package io.antiphon.control.edit;

import io.antiphon.control.model.Entity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds what was moved in a list: as few as must have been, so that one that was dragged is one. Pure. */
final class Moves {
    private Moves() {}

    /**
     * What stands elsewhere among what both lists have.
     *
     * @param entity what was moved, as it is now
     * @param from its place before, in the whole list
     * @param to its place now
     */
    record Move(Entity entity, int from, int to) {}

    static List<Move> between(ChangedStretch changed) {
        List<? extends Entity> before = changed.before();
        List<? extends Entity> after = changed.after();
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < before.size(); i++) {
            places.put(before.get(i).configId(), i);
        }
        List<Move> common = new ArrayList<>();
        for (int i = 0; i < after.size(); i++) {
            Integer from = places.get(after.get(i).configId());
            if (from != null) {
                common.add(new Move(after.get(i), changed.begin() + from, changed.begin() + i));
            }
        }
        boolean[] stays = longestRising(common.stream().mapToInt(Move::from).toArray());
        List<Move> moved = new ArrayList<>();
        for (int i = 0; i < stays.length; i++) {
            if (!stays[i]) {
                moved.add(common.get(i));
            }
        }
        return moved;
    }

    /** Marks a longest part of different numbers that rises; by patience sorting, in n·log n steps. */
    private static boolean[] longestRising(int[] numbers) {
        int[] ends = new int[numbers.length];
        int[] endsAt = new int[numbers.length];
        int[] previous = new int[numbers.length];
        int length = 0;
        for (int i = 0; i < numbers.length; i++) {
            int found = Arrays.binarySearch(ends, 0, length, numbers[i]);
            int pile = found < 0 ? -found - 1 : found;
            ends[pile] = numbers[i];
            endsAt[pile] = i;
            previous[i] = pile == 0 ? -1 : endsAt[pile - 1];
            length = Math.max(length, pile + 1);
        }
        boolean[] marked = new boolean[numbers.length];
        for (int i = length == 0 ? -1 : endsAt[length - 1]; i >= 0; i = previous[i]) {
            marked[i] = true;
        }
        return marked;
    }
}
