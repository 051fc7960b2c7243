/**
 * Tables from TeX to Unicode: names are those of LaTeX, amsmath and amssymb
 * (The Comprehensive LaTeX Symbol List), characters those of Unicode.
 */

/** Symbols and their characters. Relations and arrows, which are set with space around, are apart. */
export const SYMBOLS = readTable(`
alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ
varkappa ϰ lambda λ mu μ nu ν xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ
upsilon υ phi φ varphi φ chi χ psi ψ omega ω digamma ϝ
Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω
varGamma Γ varDelta Δ varTheta Θ varLambda Λ varPi Π varSigma Σ varPhi Φ varPsi Ψ varOmega Ω
textalpha α textbeta β textgamma γ textdelta δ textmu μ textOmega Ω textohm Ω textmicro µ micro µ ohm Ω
pm ± mp ∓ times × div ÷ cdot · ast * star ⋆ circ ∘ bullet • cap ∩ cup ∪ vee ∨ wedge ∧ lor ∨ land ∧
lnot ¬ neg ¬ setminus ∖ smallsetminus ∖ backslash \\ oplus ⊕ ominus ⊖ otimes ⊗ oslash ⊘ odot ⊙
sqcup ⊔ sqcap ⊓ uplus ⊎ amalg ⨿ dagger † dag † ddagger ‡ ddag ‡ wr ≀ diamond ⋄ Diamond ◇ rtimes ⋊
ltimes ⋉ boxplus ⊞ boxtimes ⊠ boxdot ⊡ centerdot · cdotp · triangle △ triangledown ▽ bigtriangleup △
triangleleft ◁ triangleright ▷ blacktriangle ▲ square □ Box □ blacksquare ■ bigcirc ◯ lozenge ◊
infty ∞ partial ∂ nabla ∇ forall ∀ exists ∃ nexists ∄ emptyset ∅ varnothing ∅ aleph ℵ beth ℶ hbar ℏ
hslash ℏ ell ℓ wp ℘ Re ℜ Im ℑ imath ı jmath ȷ angle ∠ measuredangle ∡ top ⊤ bot ⊥ prime ′ surd √
sum ∑ prod ∏ coprod ∐ int ∫ iint ∬ iiint ∭ oint ∮ bigcup ⋃ bigcap ⋂ bigvee ⋁ bigwedge ⋀ bigoplus ⨁
bigotimes ⨂ bigsqcup ⨆ complement ∁ eth ð mho ℧ flat ♭ natural ♮ sharp ♯ spadesuit ♠ heartsuit ♥
clubsuit ♣ diamondsuit ♦ checkmark ✓ cmark ✓ xmark ✗ degree ° textdegree ° celsius ℃
ldots … dots … cdots ⋯ vdots ⋮ ddots ⋱ dotsc … dotsb ⋯ dotso … textellipsis … therefore ∴ because ∵
langle ⟨ rangle ⟩ lceil ⌈ rceil ⌉ lfloor ⌊ rfloor ⌋ llbracket ⟦ rrbracket ⟧ lbrace { rbrace } lbrack [
rbrack ] lvert | rvert | vert | lVert ‖ rVert ‖ Vert ‖ ulcorner ⌜ urcorner ⌝ llcorner ⌞ lrcorner ⌟
textless < textgreater > textbar | textbackslash \\ textunderscore _ textasciitilde ~ textasciicircum ^
textasciigrave \` textdollar $ textpercent % textquotesingle ' textquoteleft ‘ textquoteright ’
textquotedblleft “ textquotedblright ” textquotedbl " quotedblbase „ guillemotleft « guillemotright »
guillemetleft « guillemetright » og « fg » lq ‘ rq ’ textendash – textemdash — textperiodcentered ·
textbullet • textasteriskcentered * textdagger † textdaggerdbl ‡ textregistered ® texttrademark ™
textcopyright © copyright © textsection § S § textparagraph ¶ P ¶ pounds £ textsterling £ texteuro €
euro € EUR € texttimes × textpm ± textrightarrow → textleftarrow ← textuparrow ↑ textdownarrow ↓
texttildelow ~ textasciimacron ¯ textnumero № textonehalf ½ textonequarter ¼ textthreequarters ¾
textonesuperior ¹ texttwosuperior ² textthreesuperior ³ textexclamdown ¡ textquestiondown ¿
colon : slash / lt < gt > And & euler e dbar đ nobreakdash -
`);

/** Relations and arrows: space belongs on both sides of them. */
export const RELATIONS = readTable(`
le ≤ leq ≤ leqslant ⩽ ge ≥ geq ≥ geqslant ⩾ ll ≪ gg ≫ lll ⋘ ggg ⋙ ne ≠ neq ≠ equiv ≡ sim ~ simeq ≃ approx ≈
approxeq ≊ cong ≅ propto ∝ varpropto ∝ asymp ≍ doteq ≐ triangleq ≜ coloneqq ≔ coloneq ≔ eqqcolon ≕
lesssim ≲ gtrsim ≳ lessgtr ≶ gtrless ≷ lessapprox ⪅ gtrapprox ⪆ nleq ≰ ngeq ≱ nless ≮ ngtr ≯ leqq ≦ geqq ≧
prec ≺ succ ≻ preceq ≼ succeq ≽ preccurlyeq ≼ succcurlyeq ≽ precsim ≾ succsim ≿
in ∈ ni ∋ notin ∉ subset ⊂ supset ⊃ subseteq ⊆ supseteq ⊇ subsetneq ⊊ supsetneq ⊋ nsubseteq ⊈
sqsubset ⊏ sqsupset ⊐ sqsubseteq ⊑ sqsupseteq ⊒ mid ∣ nmid ∤ parallel ∥ nparallel ∦ perp ⊥ Perp ⫫
models ⊨ vdash ⊢ dashv ⊣ vDash ⊨ Vdash ⊩ nvdash ⊬ bowtie ⋈ smile ⌣ frown ⌢ between ≬
to → gets ← rightarrow → leftarrow ← leftrightarrow ↔ longrightarrow → longleftarrow ←
longleftrightarrow ↔ Rightarrow ⇒ Leftarrow ⇐ Leftrightarrow ⇔ Longrightarrow ⇒ Longleftarrow ⇐
Longleftrightarrow ⇔ iff ⇔ implies ⇒ impliedby ⇐ mapsto ↦ longmapsto ↦ hookrightarrow ↪
hookleftarrow ↩ uparrow ↑ downarrow ↓ updownarrow ↕ Uparrow ⇑ Downarrow ⇓ nearrow ↗ searrow ↘
swarrow ↙ nwarrow ↖ rightharpoonup ⇀ leftharpoonup ↼ rightharpoondown ⇁ rightleftharpoons ⇌
twoheadrightarrow ↠ rightsquigarrow ⇝ leadsto ⇝ rightrightarrows ⇉ leftrightarrows ⇆ xrightarrow →
xleftarrow ← nrightarrow ↛ upharpoonright ↾ restriction ↾ multimap ⊸ circlearrowleft ↺
`);

/** Letters that TeX spells as commands. */
export const LETTERS = readTable(`
o ø O Ø l ł L Ł ss ß SS ẞ aa å AA Å ae æ AE Æ oe œ OE Œ i ı j ȷ dh ð DH Ð th þ TH Þ dj đ DJ Đ ng ŋ NG Ŋ
`);

/** Accents that take a letter, as combining characters. */
export const ACCENTS = readTable(
  "` \u0300 ' \u0301 ^ \u0302 ~ \u0303 = \u0304 u \u0306 . \u0307 \" \u0308 r \u030a H \u030b v \u030c " +
    "d \u0323 c \u0327 k \u0328 b \u0331 G \u030f",
);

/** Accents of formulas, as combining characters. */
export const MATH_ACCENTS = readTable(
  "grave \u0300 acute \u0301 hat \u0302 widehat \u0302 tilde \u0303 widetilde \u0303 bar \u0304 " +
    "overline \u0304 breve \u0306 dot \u0307 ddot \u0308 mathring \u030a check \u030c widecheck \u030c " +
    "vec \u20d7 overrightarrow \u20d7 underline \u0332 underbar \u0332",
);

/** Words that authors of papers spell as commands, whatever their own preamble says. */
export const WORDS = readTable(
  "eg e.g. Eg E.g. ie i.e. Ie I.e. etal et\u00a0al. cf cf. wrt w.r.t. iid i.i.d. LaTeX LaTeX TeX TeX " +
    "BibTeX BibTeX XeTeX XeTeX",
);

/** Functions that are set upright with space around. */
export const FUNCTIONS = new Set(
  (
    "arccos arcsin arctan arg cos cosh cot coth csc deg det dim exp gcd hom inf ker lg lim liminf limsup ln " +
    "log max min Pr sec sin sinh sup tan tanh argmax argmin mod bmod varlimsup varliminf injlim projlim"
  ).split(" "),
);

const SUPERSCRIPTS = readTable(
  "0 ⁰ 1 ¹ 2 ² 3 ³ 4 ⁴ 5 ⁵ 6 ⁶ 7 ⁷ 8 ⁸ 9 ⁹ + ⁺ - ⁻ − ⁻ = ⁼ ( ⁽ ) ⁾ a ᵃ b ᵇ c ᶜ d ᵈ e ᵉ f ᶠ g ᵍ h ʰ i ⁱ j ʲ k ᵏ " +
    "l ˡ m ᵐ n ⁿ o ᵒ p ᵖ r ʳ s ˢ t ᵗ u ᵘ v ᵛ w ʷ x ˣ y ʸ z ᶻ A ᴬ B ᴮ D ᴰ E ᴱ G ᴳ H ᴴ I ᴵ J ᴶ K ᴷ L ᴸ M ᴹ N ᴺ " +
    "O ᴼ P ᴾ R ᴿ T ᵀ U ᵁ W ᵂ ⊤ ᵀ β ᵝ γ ᵞ δ ᵟ θ ᶿ φ ᵠ χ ᵡ",
);
const SUBSCRIPTS = readTable(
  "0 ₀ 1 ₁ 2 ₂ 3 ₃ 4 ₄ 5 ₅ 6 ₆ 7 ₇ 8 ₈ 9 ₉ + ₊ - ₋ − ₋ = ₌ ( ₍ ) ₎ a ₐ e ₑ h ₕ i ᵢ j ⱼ k ₖ l ₗ m ₘ n ₙ o ₒ " +
    "p ₚ r ᵣ s ₛ t ₜ u ᵤ v ᵥ x ₓ β ᵦ γ ᵧ ρ ᵨ φ ᵩ χ ᵪ",
);
/** Signs that stand high by themselves. */
const HIGH_SIGNS = new Set("*′″°†‡⋆∗".split("").concat("∘"));
/** More letters than this are a word, which nobody can read, or search for, as small letters. */
const MOST_SMALL_LETTERS = 3;

/** A super- or subscript: small characters where Unicode has each of them, else `^x`, `_x`, `^(a/b)`. */
export function scriptText(text: string, position: "^" | "_"): string {
  if (text === "") return "";
  const characters = [...text];
  if (position === "^" && characters.every((character) => HIGH_SIGNS.has(character))) {
    return text.replaceAll("∘", "°");
  }
  const table = position === "^" ? SUPERSCRIPTS : SUBSCRIPTS;
  const small = characters.map((character) => table.get(character));
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  if (letters <= MOST_SMALL_LETTERS && !small.includes(undefined)) return small.join("");
  const isWhole = /^(?:[\p{L}\p{N}\p{M}]+|.|\([^()]*\))$/u.test(text);
  return isWhole ? position + text : `${position}(${text})`;
}

/** A letter under an accent, as one character where Unicode has one. Dotless letters get their body back. */
export function accentText(text: string, accent: string): string {
  const base = text.trim();
  const first = base.codePointAt(0);
  if (first === undefined) return "";
  const head = String.fromCodePoint(first);
  const body = head === "ı" ? "i" : head === "ȷ" ? "j" : head;
  return (body + accent).normalize("NFC") + base.slice(head.length);
}

/** The character of a code as MathJax takes it (`x2013`, `8211`); any other text as it is. */
export function codePointText(text: string): string {
  const match = /^(?:x([0-9A-Fa-f]{1,6})|(\d{1,7}))$/.exec(text.trim());
  const code = match ? Number.parseInt(match[1] ?? match[2] ?? "", match[1] ? 16 : 10) : 0;
  const isPrintable = code > 31 && code < 0x110000 && (code < 0xd800 || code > 0xdfff);
  return isPrintable ? String.fromCodePoint(code) : text;
}

function readTable(list: string): Map<string, string> {
  const words = list.trim().split(/[ \n]+/);
  const table = new Map<string, string>();
  for (let at = 0; at + 1 < words.length; at += 2) table.set(words[at] ?? "", words[at + 1] ?? "");
  return table;
}
