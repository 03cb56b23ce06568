"""The phrases that open or make up lines that are not article text: tables of kinds, without logic.

All phrases are lower case with straight quotes, and are compared with the plain form of a line (`lines.plain`).
They are strict enough to leave real sentences alone: "advertisement" must be the whole line, since
"Advertisement revenue fell 3 percent." is news, and "follow us on" needs its "on". How long a line may be
that is judged by them stands in `boilerplate`.
"""

from __future__ import annotations

from collections.abc import Mapping


def split_phrases(phrases: str) -> tuple[str, ...]:
    """Return the phrases of a table cell, written with "|" between them over any number of lines."""
    return tuple(" ".join(phrase.split()) for phrase in phrases.split("|"))


def split_words(words: str) -> frozenset[str]:
    """Return the words of a set, written with white space between them."""
    return frozenset(words.split())


def phrase_table(cells: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Return the phrases of each kind, in the order of the table."""
    return {kind: split_phrases(phrases) for kind, phrases in cells.items()}


NAME_LINKS = split_words("""and & / | of in for the at on to de da do dos das di del della van von der den la le el
    y e et und en và com con by via with from a.k.a.""")  # between names

# A line of nothing but these words and figures is a date.
DATE_WORDS = split_words("""published updated posted last first modified created date
    am pm a.m p.m et est edt ct cst cdt mt mst mdt pt pst pdt gmt utc bst cet cest ist local time at on
    min mins minute minutes read ago hour hours day days of de uhr h um às a le el ngày tháng năm giờ
    jan feb mar apr may jun jul aug sep sept oct nov dec
    january february march april june july august september october november december
    januar februar märz mai juni juli oktober dezember janvier février mars avril juin juillet août septembre
    octobre novembre décembre enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre
    diciembre janeiro fevereiro março maio junho julho setembro outubro novembro dezembro gennaio febbraio
    aprile maggio giugno luglio settembre ottobre dicembre januari februari maart mei augustus
    mon tue tues wed thu thur thurs fri sat sun monday tuesday wednesday thursday friday saturday sunday
    montag dienstag mittwoch donnerstag freitag samstag sonntag lundi mardi mercredi jeudi vendredi samedi
    dimanche lunes martes miércoles jueves viernes sábado domingo segunda-feira terça-feira quarta-feira
    quinta-feira sexta-feira lunedì martedì mercoledì giovedì venerdì sabato domenica maandag dinsdag woensdag
    donderdag vrijdag zaterdag zondag""")

# The whole line; stops, colons, arrows and figures at its end are ignored.
WHOLE_LINES = phrase_table(
    {
        "outlet": """abc news|afp|al jazeera|ap|associated press|the associated press|bbc|bbc news
            |bloomberg|bloomberg news|business insider|cbc news|cbs news|cnn|cnnmoney|daily mail
            |deutsche welle|dpa|efe|fox news|forbes|the guardian|the independent|los angeles times
            |le monde|nbc news|newsweek|new york times|the new york times|n.y. times news service|npr
            |politico|press association|reuters|sky news|the telegraph|the times|usa today|upi
            |the wall street journal|the washington post|washington post|xinhua|xinhua news agency
            |yahoo news|agência estado|agência brasil|folhapress|ttxvn|vnexpress""",
        "byline": """by|staff|staff report|staff reports|staff and agencies|wire reports|reuters staff
            |afp staff|from wire reports|by staff|by our correspondent|da redação|redaction|redaktion
            |redacción""",
        "share": """comment|comments|copy link|delicious|digg|e-mail|email|facebook|google+|instagram
            |join the conversation|leave a comment|like|linkedin|log in|login|messenger|newsletter
            |newsletters|pinterest|print|reddit|reply|save|send|share|share this|share this article
            |share this story|sign in|sign up|stumbleupon|subscribe|subscribe now|telegram|tumblr|tweet
            |twitter|whatsapp|partager|partilhar|compartilhar|compartir|teilen|condividi|delen|chia sẻ
            |abonnieren|s'abonner|iscriviti|suscríbete|assine|tweet with a location
            |add a location to your tweets""",
        "notice": """ad|ads|ad feedback|advert|advertisement|advertisements|advertisement advertisement
            |advertisement advertisement advertisement|article excerpt|anzeige|werbung|publicité
            |publicidad|publicidade|pubblicità|advertentie|quảng cáo|loading|loading comments
            |please wait|play|play video|replay|sponsored|sponsored content|promoted content
            |paid content|this video is unavailable|autoplay|embed|accept all|accept cookies|i agree
            |learn more about cookies|like this: like loading|what do you think?|privacy policy
            |privacy notice|terms of use|terms of service|terms and conditions|cookie policy
            |terms & conditions""",
        "navigation": """back|back to top|close|home|hide caption|image|images|menu|more information
            |more news|next|photo|photos|picture|previous|search|skip to content|skip to main content
            |top|up next|video|videos|view gallery|view graphic|view images|show more|show less
            |load more|references|gallery|zurück|nach oben|volver arriba|retour en haut|voltar ao topo""",
        "teaser": """also read|more|more stories|more top stories|most popular|most read|must read
            |now playing|read also|read more|read the full story|read the full article|recommended
            |related|related articles|related content|related coverage|related links|related news
            |related stories|related story|related topics|related video|related videos|see also
            |see more|trending|trending now|you may also like|you might also like|learn more|lire aussi
            |leia também|leia mais|lea también|leer más|mehr zum thema|weiterlesen|leggi anche|lees ook
            |xem thêm|đọc thêm|tin liên quan|bài liên quan|tin bài liên quan|full coverage
            |more on this story|more on this topic""",
        "agency note": """nn|endit|endall|-30-|update|updates|correction|breaking|breaking news
            |exclusive|developing|developing story|optional trim|end optional trim|begin optional trim
            |this is a developing story|this is a breaking news story""",
    }
)

# The line opens with this, however it ends, and is short: an article on one line may begin by a share button, too.
OPENERS = phrase_table(
    {
        "caption": """image copyright|image caption|image credit|image source|image:|images:
            |media caption|media playback|photo:|photos:|photo by|photo credit|photo caption
            |photo courtesy|photo illustration|photograph:|photograph by|photographs by|photography by
            |photographer:|picture:|pictured:|pictures:|caption:|illustration by|illustration:|file -
            |file –|file —|file photo|file image|file picture|facebook twitter pinterest|view images
            |image courtesy|foto:|fotos:|foto -|foto –|bild:|bildquelle:|crédito:|créditos:
            |crédit photo|crédits photo|photo d'archives|photo d'illustration|imagem:|imagen:|ảnh:
            |ảnh minh họa|hình ảnh:|ảnh -|ảnh –|legenda:|legende:|didascalia:|in pictures:|fotocredit""",
        "credit": """credit:|credits:|photo ©|reuters/|ap photo|epa/|afp/|courtesy:|courtesy photo
            |graphic by|graphic:|infographic:|video by|video courtesy|video credit|illustration ©""",
        "copyright": """©|(c) 19|(c) 20|copyright ©|copyright (c)|copyright by|copyright 19
            |copyright 20|© copyright|all rights reserved|all content ©|all material ©
            |tous droits réservés|alle rechte vorbehalten|todos los derechos reservados
            |todos os direitos reservados|tutti i diritti riservati|bản quyền""",
        "contact": """to contact the|contact us|contact the author|contact the reporter
            |contact the writer|contact the newsroom|email us|e-mail us|e-mail:|email:|tel:|tel.:
            |telephone:|phone:|fax:|twitter:|for confidential support|for media inquiries
            |for media enquiries|media contact|media contacts|press contact|press contacts
            |for further information|for more information, contact|for more information contact
            |send tips|send your tips
            |send us a|send us your|send corrections|write to us|reach the reporter|reach the author
            |got a news tip|have a news tip|have a tip|got a tip|do you have a story""",
        "share": """click here|click to|tap here|tap to|download our|download the app|download our app
            |get our free|get the latest|get latest|get breaking news|get more news|get news
            |get the day's|get our daily|breaking news emails|sign up for|sign up to|sign up here
            |sign up now|subscribe to|subscribe for|subscribe now|subscribe today|subscribe here
            |follow us on|follow us at|follow us:|follow me on|follow our|follow @|like us on
            |find us on|join us on facebook|join our|connect with us|share this|share on|share via
            |share photo|share your thoughts|share the facts|tweet this|email this|e-mail this
            |print this|read or share this|bookmark with|register now|register for free
            |create a free account|create an account|already a subscriber|already have an account
            |log in to|sign in to|enter your email|thanks for subscribing|thank you for subscribing
            |thank you for signing up|want more?|want more stories|stay up to date|stay informed
            |stay connected|don't miss out|for more articles like this|for more news|for more stories
            |for the latest news|for the latest updates|for more science news|support our journalism
            |if you value our journalism|please consider a donation|please consider donating|please consider subscribing
            |support independent journalism|donate now|to continue reading|check out our
            |join the conversation|let us know what you think|tell us what you think|have your say
            |leave a comment|post a comment|post your question|submit your questions
            |the comment box is open|read the latest|view comments|read comments|show comments
            |comments are closed|please verify you|get the beast in|discuss this|report abuse
            |folgen sie uns|suivez-nous|suivez nous|síguenos|siga-nos|siga o|seguici su|volg ons
            |theo dõi chúng tôi|inscreva-se|suscríbase|abonnez-vous|abonnieren sie|jetzt abonnieren
            |iscriviti alla|meld je aan|assine nossa|cadastre-se|get daily news|get daily updates
            |get daily email""",
        "notice": """we use cookies|we and our partners|this site uses cookies
            |this website uses cookies|our website uses cookies|cookies help us|by continuing to use
            |by continuing to browse|by using this site|by using this website|by clicking accept
            |by clicking sign|by clicking i|by signing up you|by signing up, you|by subscribing you
            |your privacy choices|please enable javascript|enable javascript|javascript is disabled
            |javascript is required|javascript must be|your browser does|your browser is
            |you need to enable|the interactive transcript could not be loaded|rating is available when
            |this feature is not available|this video is not available|this video is no longer
            |sorry, this|video loading|copy this code|embed this|embed|these crawls are part of
            |starting in 1996, alexa internet|you can add location information to your tweets
            |when you tweet with a location|dow jones reprints|this copy is for your personal
            |advertisement continue|advertisement -|story continues|story continued|article continues
            |continue reading|content continues|scroll down for|scroll to continue|please click
            |this page requires|adobe flash|you are using an outdated|views expressed in
            |opinions expressed in|any opinions expressed|this is an opinion|this is a rush transcript
            |this transcript|transcript provided|wir verwenden cookies|diese website verwendet
            |nous utilisons des cookies|ce site utilise des cookies|utilizamos cookies
            |este sitio utiliza cookies|este site usa cookies|questo sito utilizza
            |deze website gebruikt|chúng tôi sử dụng cookie|your privacy is important
            |the views expressed here|the views expressed in|the views expressed are
            |the opinions expressed here|the opinions expressed in|the opinions expressed are""",
        "agency note": """contributing:|contributors:|source: bit.ly|source: http|source: www
            |associated press writer|associated press writers
            |associated press reporter|ap writer|ap writers|ap staff writer|editor's note|editors' note
            |editors note|editor's choice|note to editors|note to readers|eds:|eds.:|eds,
            |attention editors|attention -|attention:|correction:|corrections:|clarification:
            |this version corrects|this version of the story|this is a breaking news
            |this is a developing|this story was originally|this article was originally
            |this article originally|this story originally|this post originally
            |this article first appeared|this story first appeared|this article appeared
            |this story appeared|this article appears|this story appears|this interview has been
            |this interview was edited|begin optional|end optional|optional trim|story can end
            |story may end|information from:|our standards:|mit material von|con información de
            |com informações d|met medewerking van|background infonotes|not for release|embargoed until
            |this story has been corrected|this story has been updated|this story has been edited
            |this article has been corrected|this article has been updated
            |this article has been amended|this article has been edited|this article has been modified
            |this post has been updated|this post has been corrected|this report has been updated
            |this report has been corrected|this story corrects|this article corrects
            |a version of this article|a version of this story|a version of this report
            |a version of this post|a version of this column|a version of this piece
            |a version of this headline|an earlier version of this article
            |an earlier version of this story|an earlier version of this report
            |an earlier version of this post|an earlier version of this column
            |an earlier version of this piece|an earlier version of this headline
            |an expanded version of this article|an expanded version of this story
            |an expanded version of this report|an expanded version of this post
            |an expanded version of this column|an expanded version of this piece
            |an expanded version of this headline|a previous version of this article
            |a previous version of this story|a previous version of this report
            |a previous version of this post|a previous version of this column
            |a previous version of this piece|a previous version of this headline""",
        "teaser": """read more:|read more »|read more >|read more about|read more on|read more from
            |read more at|read more in|read more here|read more trending|read also|read the full
            |read next|read our|read part of|read the rest|read it here|also read|also see|also:
            |related:|related -|related –|see also|see more|see all|see pictures|see photos
            |see the latest|see these|more:|more from:|more news:|more on this|more about:|just watched
            |now playing|watch:|watch live|watch now|watch more|watch the video|watch video|watch below
            |watch the full|video:|videos:|related video:|listen:|listen now|podcast:|gallery:
            |photo gallery|slideshow:|in photos:|in case you missed|icymi|recommended:|don't miss:
            |full story:|full report:|you may also|you might also|trending:|popular:|editor's picks
            |up next:|next up:|click for more|lire aussi|lisez aussi|voir aussi|à voir aussi
            |sur le même sujet|leia também|leia mais|leia a|leia ainda|saiba mais|veja também|veja mais
            |confira também|lea también|lea más|lea aquí|leer más|ver también|le puede interesar
            |te puede interesar|vea también|mehr zum thema|lesen sie auch|lesen sie mehr|mehr dazu
            |siehe auch|leggi anche|leggi di più|guarda anche|lees ook|lees meer|bekijk ook|xem thêm
            |đọc thêm|xem tiếp|tin liên quan|tin bài liên quan|bài liên quan|à lire :|à lire aussi
            |also on politico|recommended for you|trailer:|here's what you need to know
            |here's what we know so far""",
        "navigation": """‹|home >|home »|home /|home ›|back to top|back to gallery|go to top|skip to
            |you are here|tags:|tag:|filed under|topics:|topic:|categories:|category:|keywords:
            |section:|sections:|hide caption|show caption|text size|font size|schlagwörter:|themen:
            |mots-clés|palabras clave|etiquetas:|palavras-chave|từ khóa|table of contents
            |select language|toggle navigation|main menu|site map|sitemap""",
    }
)

# The same for phrases that also open good sentences: only where the paragraph is not made of sentences.
UNFINISHED_OPENERS = phrase_table(
    {
        "credit": """getty images|courtesy of""",
        "caption": """photo|photos|picture|pictures|from left|left to right|clockwise from|close|getty
            |graphic|caption""",
        "date": """published|updated|posted|last updated|last modified|first published|created|modified
            |publié|mis à jour|veröffentlicht|aktualisiert|publicado|atualizado|actualizado|pubblicato
            |aggiornato|gepubliceerd|cập nhật""",
        "share": """follow|join us|share|tweet|like this|subscribe|newsletter|loading|print|email
            |comments""",
        "notice": """advertisement|sponsored|cookies|play|autoplay|embed""",
        "teaser": """read|more|related|watch|listen|see|video|slideshow|opinion:|analysis:|explainer:
            |live:|breaking:|recommended|most popular|most read|must read|must watch|full coverage
            |next story|previous story|photo gallery|further reading|à lire|en savoir plus|also on""",
        "navigation": """prev|previous|next|home|menu|back to|tags|more in|jump to|topics|show all
            |view all|share on|posted in""",
        "agency note": """update|update:|source:|source|sources:|reporting|story:|story highlights
            |highlights|for use by""",
        "address": """p.o. box|c/o|po box""",
    }
)

# A short line holds this anywhere.
ANYWHERE = phrase_table(
    {
        "copyright": """all rights reserved|may not be published, broadcast|may not be reproduced
            |for personal, non-commercial use|tous droits réservés|alle rechte vorbehalten
            |derechos reservados""",
        "agency note": """contributed to this report|contributed to this story
            |contributed to this article|contributed reporting|contributed to this post
            |contributed to the report|contributed research|edited for length and clarity|; editing by
            |;editing by|; additional reporting by""",
        "contact": """can be reached at|may be reached at|can be contacted at|reached via e-mail
            |send e-mail to""",
        "share": """delivered to your inbox|directly to your inbox|right to your inbox|in your inbox
            |to your inbox|opens in new window|our newsletter|subscribe to our|on twitter @
            |like us on facebook|e-mail this to a friend|follow us on|on apple podcasts|click here
            |get our app|free newsletter""",
        "caption": """in this undated photo|in this file photo|in this undated file
            |in this undated handout|in an undated photo|in this handout|undated handout photo
            |in this photo provided|in this image made|in this image taken|in this image provided
            |in this frame grab|in this video grab|in this still image|in this combination|hide caption
            |file photo|full size image|listing image by|[image via|(image via""",
        "teaser": """replay more videos|read the full story here
            |for more on this story|continue reading the main story""",
    }
)

# Each phrase of ANYWHERE holds one of these, and few sentences do: looked for first, because it is cheap.
ANYWHERE_SIGNS = split_phrases(
    """in this|contribut|inbox|ing by|e-mail|image|be re|newsletter|undated|reserv|réservés|vorbehalten|us on|story
    |podcast|more videos|on twitter|new window|our app|subscribe|for length|contacted at|non-commercial|click here
    |file photo|hide caption|be published"""
)

# The line opens with this, and nothing but names follows: "With assistance from Justin Sink.", but not
# "With assistance from the army, rescuers reached the village."
BEFORE_NAMES = phrase_table(
    {
        "byline": """by|posted by|written by|words by|story by|from our correspondent|text by|por|por:
            |von|par|di|door|da redação,|texto:|autor:|author:|tác giả:|reporter:""",
        "agency note": """with files from|with reporting by|with reporting from
            |with additional reporting by|with additional reporting from|with assistance from
            |with assistance by|with input from|with inputs from|with contributions from
            |with contribution from|with material from|reporting by|writing by|editing by|edited by
            |reported by|compiled by|produced by|contributed by|translated by|theo|nguồn:|nguồn|fonte:
            |fuente:|quelle:|bron:|mit|com|con|additional reporting by|additional reporting|avec""",
    }
)

# Stands behind the last sentence of a paragraph, to be cut off: "... he said. Read More".
TAILS = phrase_table(
    {
        "teaser": "read more|learn more|read full story|see more|leia mais|xem thêm|leer más|weiterlesen",
        "share": "add interest|subscribe|share this story|follow us|sign up",
        "notice": "advertisement|story continues below|continue reading|continue reading the main story",
    }
)
