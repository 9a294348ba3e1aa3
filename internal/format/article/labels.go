package article

import (
	"strings"
	"unicode"
)

func set(words ...string) map[string]bool {
	m := make(map[string]bool, len(words))
	for _, w := range words {
		m[w] = true
	}
	return m
}

// dateLabels stand before the date of a page. As headings they are of the
// text: in some languages the word for date is the word for history.
var dateLabels = set(
	"date", "published", "published on", "posted on", "updated", "last updated", "tarih", "yayın tarihi", "güncelleme",
	"дата", "дата публикации", "опубликовано", "обновлено", "datum", "veröffentlicht am", "fecha", "publicado", "publicado el",
	"data", "data di pubblicazione", "pubblicato il", "date de publication", "publié le", "تاریخ", "التاريخ", "تاريخ النشر",
	"日期", "发布日期", "發布日期", "日付", "公開日", "날짜", "게시일", "опубліковано", "күні", "sana", "tarix", "data publikacji",
)

// labels are what web pages print around an article, as [normal] gives them.
var labels = set(
	// share
	"share", "share this", "share on", "share this post", "share this article", "paylaş", "bunu paylaş", "paylaşın", "поделиться",
	"поделиться записью", "teilen", "beitrag teilen", "compartir", "partager", "condividi", "compartilhar", "partilhar", "udostępnij",
	"delen", "مشاركة", "شارك", "اشتراک گذاری", "分享", "分享到", "共有", "シェア", "공유", "поділитися", "бөлісу", "ulashish", "paylaşım", "κοινοποίηση",
	// similar
	"similar posts", "similar articles", "related", "related posts", "related articles", "related content", "you may also like",
	"you might also like", "read also", "see also these posts", "more from the author", "more articles", "recent posts", "latest posts",
	"benzer içerikler", "benzer yazılar", "ilgili yazılar", "ilgili içerikler", "ilginizi çekebilir", "bunlar da ilginizi çekebilir",
	"похожие записи", "похожие статьи", "похожие публикации", "похожие материалы", "по теме", "читайте также", "вам может понравиться",
	"ähnliche beiträge", "ähnliche artikel", "verwandte beiträge", "das könnte sie auch interessieren", "artículos relacionados",
	"entradas similares", "entradas relacionadas", "publicaciones similares", "articles similaires", "articles connexes", "à lire aussi",
	"articoli simili", "articoli correlati", "posts relacionados", "artigos relacionados", "podobne wpisy", "gerelateerde berichten",
	"مقالات ذات صلة", "مواضيع ذات صلة", "مطالب مرتبط", "相关文章", "相關文章", "関連記事", "관련 글", "схожі записи", "читайте також", "ұқсас жазбалар", "o‘xshash yozuvlar", "oxşar yazılar",
	// page parts
	"tags", "tag", "categories", "category", "etiketler", "kategoriler", "kategori", "теги", "метки", "рубрики", "категории", "рубрика",
	"schlagwörter", "kategorien", "etiquetas", "categorías", "étiquettes", "catégories", "标签", "分类", "タグ", "カテゴリー",
	"print", "yazdır", "печать", "распечатать", "drucken", "imprimir", "imprimer", "stampa", "打印",
	"comments", "leave a comment", "leave a reply", "post a comment", "yorumlar", "yorum yap", "bir yorum yazın", "bir cevap yazın", "комментарии",
	"оставить комментарий", "добавить комментарий", "kommentare", "kommentar hinterlassen", "comentarios", "deja un comentario", "commentaires",
	"laisser un commentaire", "评论", "發表評論", "コメント",
	"previous", "next", "previous post", "next post", "previous article", "next article", "önceki yazı", "sonraki yazı", "önceki", "sonraki",
	"предыдущая запись", "следующая запись", "назад", "далее", "vorheriger beitrag", "nächster beitrag", "上一篇", "下一篇",
	"subscribe", "newsletter", "abone ol", "подписаться", "подписка", "follow us", "bizi takip edin", "views", "reading time",
	"okuma süresi", "время чтения", "table of contents", "içindekiler", "содержание", "download pdf", "pdf indir", "скачать pdf",
	"facebook", "twitter", "x", "linkedin", "whatsapp", "telegram", "email", "e-posta", "instagram", "youtube",
	"skip to content", "skip to main content", "içeriğe geç", "перейти к содержимому", "home", "ana sayfa", "главная",
)

// availability are the words that start "also available in …".
var availability = []string{
	"this post is also available in", "this article is also available in", "also available in", "available in", "read this in", "read in",
	"other languages", "languages", "language", "translations", "bu yazı şu dillerde de mevcuttur", "bu yazının diğer dilleri", "diğer diller", "diğer dillerde",
	"эта запись также доступна на", "эта статья также доступна на", "также доступно на", "доступно на", "на других языках", "другие языки",
	"dieser beitrag ist auch verfügbar auf", "auch verfügbar auf", "auch verfügbar in", "esta entrada también está disponible en",
	"también disponible en", "cet article est également disponible en", "également disponible en", "aussi disponible en",
	"disponibile anche in", "também disponível em", "dostępne również w", "ook beschikbaar in", "متوفر أيضا باللغات", "هذه المقالة متاحة أيضا ب",
	"本文还有以下语言版本", "其他语言", "この記事は次の言語でも読めます", "다른 언어", "ця публікація також доступна",
}

func isLabel(label string) bool { return labels[label] || dateLabels[label] }

// IsLabel reports a line of page furniture: "Share:", "Similar posts".
func IsLabel(text string) bool { return isLabel(normal(text)) }

// IsDateLabel reports what stands before the date of a page: "Date", "Tarih".
func IsDateLabel(text string) bool { return dateLabels[normal(text)] }

// IsLanguageList reports a line that offers the page in other languages.
func IsLanguageList(text string) bool { return languageList(text) }

// IsBiographyHeading reports a heading such as "About the author".
func IsBiographyHeading(text string) bool { return biographyLabels[normal(text)] }

// IsByline reports a short line that says who wrote the text.
func IsByline(text string) bool { return isByline(text) }

// IsName reports a line that can be a person's name, with or without titles.
func IsName(text string) bool { return nameWords(text) != nil }

// BylineName is the name that a byline says, without the words before it.
func BylineName(text string) string {
	low := strings.ToLower(text)
	for _, b := range bylines {
		if rest, ok := strings.CutPrefix(low, b); ok && len(rest) <= len(text) && isByline(text) {
			return strings.TrimSpace(text[len(text)-len(rest):])
		}
	}
	return ""
}

// languageList reports a line that offers the page in other languages: a known
// opening, or a label and then nothing but names of languages.
func languageList(text string) bool {
	t := strings.TrimSpace(text)
	if len(t) > 400 {
		return false
	}
	label, list, cut := strings.Cut(t, ":")
	if !cut {
		label, list, cut = strings.Cut(t, "：")
	}
	if !cut {
		list = t
	}
	names, others := 0, 0
	for _, f := range strings.FieldsFunc(list, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) }) {
		if endonyms[normal(f)] {
			names++
		} else {
			others++
		}
	}
	if cut {
		low := normal(label)
		for _, a := range availability {
			if low == a {
				return countWords(t) < realWords
			}
		}
		return names > 0 && others == 0 && countWords(label) >= 1
	}
	return names >= 2 && others == 0
}

// endonyms are names of languages as their speakers write them.
var endonyms = set("english", "türkçe", "turkce", "русский", "deutsch", "français", "español", "castellano", "português", "italiano", "nederlands",
	"polski", "čeština", "slovenčina", "magyar", "română", "български", "українська", "беларуская", "српски", "srpski", "hrvatski", "bosanski",
	"slovenščina", "македонски", "shqip", "ελληνικά", "العربية", "عربي", "فارسی", "עברית", "اردو", "हिन्दी", "हिंदी", "বাংলা", "தமிழ்", "తెలుగు",
	"中文", "简体中文", "繁體中文", "日本語", "한국어", "tiếng việt", "ไทย", "indonesia", "melayu", "қазақша", "қазақ", "кыргызча", "oʻzbekcha", "o‘zbek",
	"ўзбекча", "тоҷикӣ", "türkmençe", "azərbaycanca", "azərbaycan", "ქართული", "հայերեն", "монгол", "svenska", "norsk", "dansk", "suomi",
	"eesti", "latviešu", "lietuvių", "íslenska", "català", "euskara", "galego", "kurdî", "türkmen", "uyghurche", "ئۇيغۇرچە", "татарча", "башҡортса")

var biographyLabels = set("about the author", "about the authors", "about author", "author bio", "author biography", "about the writer", "author",
	"biography", "yazar hakkında", "yazarlar hakkında", "yazarın biyografisi", "yazarın özgeçmişi", "yazar", "biyografi", "özgeçmiş", "об авторе", "об авторах", "автор", "биография",
	"об авторе статьи", "über den autor", "über die autorin", "über die autoren", "zum autor", "zur autorin", "sobre el autor", "sobre la autora", "acerca del autor",
	"à propos de l'auteur", "à propos de l’auteur", "à propos de l'autrice", "biographie", "l'auteur", "sull'autore", "l'autore", "sobre o autor", "sobre a autora",
	"o autorze", "o autorce", "over de auteur", "عن الكاتب", "نبذة عن الكاتب", "درباره نویسنده", "关于作者", "作者简介", "關於作者", "著者について", "著者紹介", "저자 소개",
	"про автора", "за автора", "о аутору", "o autorovi", "a szerzőről", "despre autor", "автор туралы", "muallif haqida", "müəllif haqqında", "om forfatteren", "om författaren", "tietoa kirjoittajasta")

// titles stand before a name and are no part of it.
var titles = set("dr", "prof", "doç", "doc", "yrd", "av", "mr", "mrs", "ms", "sir", "phd", "ph.d", "md", "msc", "доктор", "профессор", "доцент", "проф", "док", "д-р",
	"doktor", "professor", "doçent", "profesör", "uzman", "ambassador", "büyükelçi", "посол", "emekli", "assoc", "assist", "doctor", "don", "doña", "herr", "frau", "ing", "mag", "dipl")

// notNames are words that headings have and names have not.
var notNames = set("the", "a", "an", "of", "in", "on", "for", "with", "to", "from", "how", "why", "what", "new", "los", "las", "der", "die", "das", "ein", "eine", "les", "une", "gli",
	"ve", "ile", "için", "bir", "и", "в", "на", "о", "об", "с", "для", "как", "что")

// particles are the parts of names in small letters.
var particles = set("de", "da", "do", "dos", "das", "del", "della", "di", "la", "le", "van", "von", "der", "den", "zu", "bin", "ibn", "al", "el", "ben", "y", "e", "ter", "ten", "af")

var bylines = []string{"by ", "written by ", "author:", "authors:", "yazan:", "yazan ", "yazar:", "yazarlar:", "автор:", "авторы:", "автор ", "von ", "autor:", "autorin:", "par ",
	"auteur:", "auteur :", "por ", "autor:", "di ", "autore:", "door ", "بقلم", "الكاتب:", "نویسنده:", "作者：", "作者:", "著者：", "著者:", "文：", "글:", "автор статьи:", "автор —", "autor ", "текст:", "text:", "text von "}

// isByline reports a short line that says who wrote the text.
func isByline(text string) bool {
	if strings.Contains(text, "\n") || countWords(text) > 12 || strings.HasSuffix(text, ".") && !strings.HasSuffix(text, "r.") {
		return false
	}
	low := strings.ToLower(text)
	for _, b := range bylines {
		if rest, ok := strings.CutPrefix(low, b); ok && strings.TrimSpace(rest) != "" {
			if strings.HasSuffix(b, " ") {
				// Lower case may be longer than the text itself.
				return len(rest) <= len(text) && nameWords(text[len(text)-len(rest):]) != nil
			}
			return true
		}
	}
	return false
}

// isDate reports a line that is hardly more than a date: a year, another
// number or a month's word, at most six words.
func isDate(text string) bool {
	if len(text) > 80 || strings.Contains(text, "\n") || countWords(text) > 6 {
		return false
	}
	year, numbers, letters := false, 0, 0
	for _, f := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		switch {
		case len(f) == 4 && (strings.HasPrefix(f, "19") || strings.HasPrefix(f, "20")) && digits(f):
			year = true
		case len(f) <= 2 && digits(f):
			numbers++
		case digits(f):
			return false
		default:
			letters++
			if strings.Contains(f, "年") {
				year, numbers = true, numbers+1
			}
		}
	}
	return year && numbers > 0 && letters <= 4
}

func digits(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// notesHeadings stand over a list of notes.
var notesHeadings = set("notes", "note", "footnotes", "endnotes", "references", "sources", "bibliography", "notlar", "dipnotlar", "kaynakça", "kaynaklar", "kaynak",
	"примечания", "сноски", "источники", "литература", "ссылки", "список литературы", "anmerkungen", "fußnoten", "quellen", "literatur", "notas", "referencias", "notes de bas de page",
	"références", "sources et notes", "note a piè di pagina", "fonti", "referências", "przypisy", "źródła", "poznámky", "zdroje", "примітки", "джерела", "注释", "注釋", "参考文献", "参考资料", "脚注", "注", "각주", "참고문헌",
	"المراجع", "الهوامش", "منابع", "پانویس")

// IsNotesHeading reports a heading that says "Notes" or "References".
func IsNotesHeading(text string) bool { return notesHeadings[normal(text)] }
