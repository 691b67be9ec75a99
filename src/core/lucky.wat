;; Which of many names may have a chance as great as wanted: the loop of a draw from a million prompts, four at a time.
;; The same sums as `upper` in random.ts, and a test holds them against each other.
(module
  ;; Four pages of 64 KiB for names, two for the places of those found.
  (memory (export "memory") 6)

  ;; From the byte `from` to the byte `end` stand names of two words each. The place of each that is found, in bytes, is
  ;; written from the fifth page on; gives how many there are.
  (func (export "lucky") (param $one i32) (param $two i32) (param $least i32) (param $from i32) (param $end i32) (result i32)
    (local $first v128) (local $second v128) (local $h v128) (local $found i32) (local $which i32)
    (local.set $found (i32.const 262144))
    (block $done
      (loop $next
        (br_if $done (i32.ge_s (local.get $from) (local.get $end)))
        (local.set $first (v128.load (local.get $from)))
        (local.set $second (v128.load offset=16 (local.get $from)))
        ;; The finalizer of MurmurHash3, of the one word and then of both. Written out: a call would cost as much as it does.
        (local.set $h
          (v128.xor
            (i32x4.splat (local.get $one))
            (i8x16.shuffle 0 1 2 3 8 9 10 11 16 17 18 19 24 25 26 27 (local.get $first) (local.get $second))))
        (local.set $h (v128.xor (local.get $h) (i32x4.shr_u (local.get $h) (i32.const 16))))
        (local.set $h (i32x4.mul (local.get $h) (i32x4.splat (i32.const 0x85ebca6b))))
        (local.set $h (v128.xor (local.get $h) (i32x4.shr_u (local.get $h) (i32.const 13))))
        (local.set $h (i32x4.mul (local.get $h) (i32x4.splat (i32.const 0xc2b2ae35))))
        (local.set $h (v128.xor (local.get $h) (i32x4.shr_u (local.get $h) (i32.const 16))))
        (local.set $h
          (v128.xor
            (local.get $h)
            (i32x4.add
              (i32x4.splat (local.get $two))
              (i8x16.shuffle 4 5 6 7 12 13 14 15 20 21 22 23 28 29 30 31 (local.get $first) (local.get $second)))))
        (local.set $h (v128.xor (local.get $h) (i32x4.shr_u (local.get $h) (i32.const 16))))
        (local.set $h (i32x4.mul (local.get $h) (i32x4.splat (i32.const 0x85ebca6b))))
        (local.set $h (v128.xor (local.get $h) (i32x4.shr_u (local.get $h) (i32.const 13))))
        (local.set $h (i32x4.mul (local.get $h) (i32x4.splat (i32.const 0xc2b2ae35))))
        (local.set $h (v128.xor (local.get $h) (i32x4.shr_u (local.get $h) (i32.const 16))))
        (local.set $which
          (i32x4.bitmask (i32x4.ge_s (i32x4.shr_u (local.get $h) (i32.const 5)) (i32x4.splat (local.get $least)))))
        (loop $each
          (if (local.get $which)
            (then
              (i32.store (local.get $found) (i32.add (local.get $from) (i32.shl (i32.ctz (local.get $which)) (i32.const 3))))
              (local.set $found (i32.add (local.get $found) (i32.const 4)))
              (local.set $which (i32.and (local.get $which) (i32.sub (local.get $which) (i32.const 1))))
              (br $each))))
        (local.set $from (i32.add (local.get $from) (i32.const 32)))
        (br $next)))
    (i32.shr_u (i32.sub (local.get $found) (i32.const 262144)) (i32.const 2))))
