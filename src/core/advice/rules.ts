import type { Form } from './form.js';

/**
 * Each form with the patterns that give it away, the more telling form first. They are matched against a lower-case
 * sentence with straight apostrophes and without "So," or "But" in front; a pattern that would also catch a good
 * question is worse than one that misses a bad one.
 */
export const rules: readonly (readonly [form: Form, patterns: readonly RegExp[]])[] = [
  [
    'advice',
    [
      /^(?:have|had) (?:you|we|they) (?:ever |already |not )?(?:considered|tried|thought (?:of|about)|looked into)\b/,
      /\bwhy (?:don't|do not) (?:we|you|i)\b/,
      /\bwhy aren't we\b/,
      /^why not (?!\?)\w+/,
      /^how about\b/,
      /^what about \w+ing (?:a|an|the|some|our|your)\b(?!.*\b(?:do|does|did|is|are|was|were|makes?|made|you|us|me)\b)/,
      /^what if (?:we|you|i|they) (?:(?:just|simply) \w+|tried|merged|used|asked|hired|swapped|switched)\b/,
      /^(?:couldn't|shouldn't) (?:you|we)\b/,
      /^(?:could|can|should|might) (?:you|we) (?:not|just|simply|maybe|perhaps)\b/,
      /^would(?:n't)? it (?:not )?(?:help|be (?:better|best|wiser|easier|worth|good))\b/,
      /\b(?:don't you think|would(?:n't)? you (?:say|agree)) (?:that )?(?:you|we|they) (?:should|ought|could)\b/,
      /\bwhat would happen if (?:you|we) (?:just|simply)\b/,
      /^rather than\b.*\b(?:can|could|should|shall) we\b/,
      /^(?:might|may) (?:you|we) (?:want|like) to\b/,
    ],
  ],
  [
    'blame',
    [
      /\bwhy (?:didn't|haven't|hadn't|won't|wouldn't|couldn't|can't|don't|doesn't|isn't|aren't) (?!we\b|i\b)\w+/,
      /\bwhy (?:is|are|was|were|do|does|did|has|have|must)\b.*\b(?:always|never|nobody|no one|still not|still no)\b/,
      /\bwhy (?:have|has|had|did) (?:you|they|he|she|(?:the|our|your|this) \w+|management)\b.*\b(?:ignored?|fail(?:ed)?|forg[eo]t(?:ten)?|neglect(?:ed)?|refused?|br[eo]ke?n?|wasted?|hid(?:e|den)?|lied?|let)\b/,
      /\bwhose fault\b/,
      /^who(?:'s| is| was| are| were)? to blame\b/,
      /^who (?:dropped the ball|let this happen|allowed this|messed up|screwed up|broke (?:it|this))\b/,
      /^who (?:is|was) responsible for (?:this|the) (?:mess|failure|delay|problem|disaster)\b/,
      /^what (?:were|was) (?:you|they|he|she) thinking(?= *\?)/,
      /\bpulling (?:their|his|her|your|its) weight\b/,
      /\bcome clean\b/,
      /\bturn(?:ing|ed|s)? (?:his|her|their|your) backs?\b/,
      /\bdragging (?:his|her|their|your) feet\b/,
    ],
  ],
  [
    'leading',
    [
      /, *(?:(?:is|are|was|were|do|does|did|wo|would|ca|could|should|have|has|had)n't|is|are|do|does|did|will) (?:it|you|we|they|he|she|there|i)(?= *\?$)/,
      /, *(?:right|correct|agreed|okay|ok|yes|no)(?= *\?$)/,
      /^(?:is|are|was|were|do|does|did|wo|would|ca|could|should|have|has)n't\b/,
      /^so,? (?:you|we|they|it|that|this)\b(?! want\b)/,
      /\b(?:surely|obviously|undeniably|of course|needless to say)\b/,
      /\bwould(?:n't)? (?:you (?:not )?agree|it be fair to say)\b/,
      /\bdon't you (?:think|agree)\b/,
      /^why (?:is|are|was|were) .*\bso much (?:better|worse)\b/,
      /\b(?:our|this|your) (?:wonderful|amazing|fantastic|awesome|brilliant|terrible|awful|horrible|disastrous|ridiculous)\b/,
    ],
  ],
  [
    'third-party',
    [
      /\bif you were (?:me|(?:the|my|our|your) (?:boss|manager|director|ceo|president|mayor|chair|king|queen))\b/,
      /\bworst (?:\w+ )?(?:boss|co-?worker|colleague|manager|employee|teacher|neighbou?r|client|customer|person)\b/,
      /^who (?:on|in) (?:the|your|our|this) (?:team|group|office|department|company|class)\b.*\b(?:too|difficulty|difficult|worst|annoy\w*|lazy|hardest|problem)\b/,
      /^why do you think (?:they|he|she|people|others|management|the (?:employees?|managers?|boss|company|board|government|customers?))\b/,
    ],
  ],
  [
    'how-to',
    [
      /^how to \w+/,
      /^how (?:do|can|could|should|might|would|will|shall|may|must) (?:i|we|one) (?!(?:\w+ly |each |both |all )?(?:feel|know|want|see|come|became|become|look|seem|sound|remember|live|hope|wish|mean|treat|speak|talk|listen|hold|greet|say|be|like|hear|notice|recogni[sz]e|care|honou?r|welcome|thank|keep|stay|grow)\b)\w+/,
      /^how (?:do|can|could|should|might|would|will) (?:you|they|people|others|companies|teams|leaders|[a-z]+s) (?:best |better |effectively )?(?:increase|improve|reduce|measure|motivate|deal|handle|manage|make (?!sense|peace|room|time)\w+|get (?!here|to (?:work|school))\w+|build|ensure|achieve|implement|scale|prevent|solve|fix|organi[sz]e|plan|run|set|create|develop|convince|persuade|use|formali[sz]e|prioriti[sz]e|track|balance|cope|work)\b/,
      /^how do you think (?:we|i|they|you) (?:should|can|could)\b/,
      /^how (?:long|much|many|soon|fast) (?:\w+ )?(?:will|does|would|should|do) (?:it|this|that|the|we|they)\b/,
      /^how (?:are|have|do) (?:other|others|our competitors)\b/,
      /^how (?:can|could|should|might|will) .*\bbe (?:made|brought|got|persuaded|convinced|forced) to\b/,
      /^what (?:are|is) (?:the|some|your|our) (?:best|most effective|right|quickest|fastest|easiest) (?:\w+ )?(?:ways?|practices?|methods?|approach(?:es)?|steps?|tools?|techniques?|strateg(?:y|ies))\b/,
      /^(?:what|which) (?:concrete |practical |next )?(?:steps|tools|methods|techniques|strategies|tactics|procedures|metrics|best practices) (?:do|can|should|will|would|could|must|help|are|need)\b/,
    ],
  ],
  [
    'jargon',
    [
      /\b(?:synerg(?:y|ies|istic)|stakeholders?|kpis?|okrs?|roi|deliverables?|learnings|going forward|low-hanging fruit|value propositions?)\b/,
      /\b(?:thought leadership|move the needle|pain points?|north star|actionable|action (?:this|that|it)|circle back|touch base|deep dive)\b/,
      /\b(?:leverag(?:e|es|ed|ing)|outcome-oriented|customer value|competitive advantage|best-in-class|mission-critical|paradigm shifts?|core competenc(?:y|ies)|value-add)\b/,
      /\b(?:what|how much|the|enough) bandwidth\b/,
    ],
  ],
  [
    'closed',
    [
      /^(?:(?:do|does|did|am|is|are|was|were|have|has|had|may|might|must|shall|should)|(?:can|could|will|would)(?! you (?:please )?(?:tell|share|describe|say|name|show|give|think|remember|picture)\b)) (?:\w+|["'])/,
      /^(?:if|when|in|at|after|before|on)\b[^?]*?, (?:do|does|did|is|are|was|were|have|has|can|could|will|would|should) (?:you|we|it|there|they|he|she|this|that|i)\b/,
      /^[\w-]+ or [\w-]+(?= *\?$)/,
      /\bon a scale (?:of|from)\b/,
      /^how many of (?:you|us)\b/,
    ],
  ],
];

/** Opens a closed question up: ", and what happened?" */
export const opened = /(?:[,:;–—-]|\band|\bor|\bif so) *(?:what|where|which|who|whom|whose|when|how|why)\b/;

const people =
  '(?:the |our |your )?(?:council|government|management|managers|leaders|leadership|politicians|board|company|ministers|teachers|parents|customers|employees|people|young people|students|society|others|authorities|media|bosses|boss|staff)';

/** A question whose subject is somebody else, unless whoever is asked stands in it too. */
export const absent: readonly RegExp[] = [
  new RegExp(
    `^(?:what|which|when|where|why)\\b.*?\\b(?:should|must|will|would|can|could|do|does|did|needs?|is wrong with|are) ${people}\\b`,
  ),
  new RegExp(`\\b(?:make|get|persuade|convince) ${people}\\b`),
];
export const present = /\b(?:you|your|yours|yourself|we|our|ours|us|i|me|my|mine|here|this (?:room|group|team|circle))\b/;

const asks = "(?:is|are|was|were|do|does|did|will|would|should|can|could|might|have|has|had|isn't|aren't|don't|doesn't)";

/** "… and who should do it": a second question after the first. */
export const second = new RegExp(
  `(?:,|\\band),? (what|where|when|who|whom|whose|which|why|how)(?: much| many| long| often)?(?: (?!you|we|i|they|it|he|she|us)[\\w']+){0,2}? ${asks}\\b|\\band (who|which) (?!you|we|i|they|it|he|she|the|your|our|this|that|to)[\\w']+`,
);
