package markdown

import "strings"

// kindNames are what languages call notes, tips, warnings and their like, in
// lower case.
var kindNames = func() map[string]bool {
	m := map[string]bool{}
	for _, n := range strings.Split(kindNameList, ",") {
		m[strings.TrimSpace(n)] = true
	}
	return m
}()

const kindNameList = `note, notes, more information, additional information, further information, good to know, did you know?, tip, tips, info, information, warning, danger, caution, important, check, success, hint, attention, error, example, question, abstract, summary, details, remark,
	not, ipucu, i̇pucu, bilgi, ek bilgi, uyarı, dikkat, tehlike, önemli, örnek, soru, özet, ayrıntılar, detaylar, kontrol, başarılı, hata,
	заметка, примечание, подсказка, совет, внимание, предупреждение, информация, дополнительная информация, проверка, опасность, осторожно, важно, пример, вопрос, к сведению, на заметку, замечание, ошибка, подробнее, подробности,
	hinweis, hinweise, tipp, info, information, achtung, warnung, vorsicht, gefahr, wichtig, beispiel, frage, anmerkung, notiz, weitere informationen, zusätzliche informationen, fehler, zusammenfassung,
	remarque, note, informations supplémentaires, bon à savoir, astuce, conseil, infos, attention, avertissement, alerte, alertes, danger, important, exemple, à noter, prudence, erreur, résumé, détails,
	nota, consejo, información, información adicional, advertencia, aviso, precaución, peligro, atención, cuidado, importante, ejemplo, pregunta, sugerencia, detalles, resumen,
	dica, informação, informação adicional, informações adicionais, atenção, aviso, perigo, exemplo, observação, detalhes, resumo, advertência,
	suggerimento, consiglio, informazione, informazioni, attenzione, avviso, avvertenza, avvertimento, pericolo, esempio, dettagli,
	opmerking, let op, waarschuwing, gevaar, belangrijk, voorbeeld, uwaga, wskazówka, porada, informacja, ostrzeżenie, niebezpieczeństwo, ważne, przykład, notatka,
	примітка, порада, інформація, попередження, обережно, увага, небезпека, важливо, приклад, підказка, нататка,
	poznámka, upozornění, varování, důležité, nebezpečí, příklad, megjegyzés, tipp, figyelmeztetés, fontos, notă, sfat, avertisment, atenție, бележка, съвет, внимание, предупреждение,
	napomena, savjet, upozorenje, opaska, σημείωση, συμβουλή, προειδοποίηση, προσοχή, obs, merk, advarsel, varning, anteckning, huomautus, vinkki, varoitus, huomaa,
	catatan, tips, peringatan, informasi, penting, bahaya, contoh, ghi chú, mẹo, lưu ý, cảnh báo, thông tin, quan trọng, chú ý, nguy hiểm,
	ملاحظة, نصيحة, تلميح, معلومة, معلومات, تحذير, تنبيه, خطر, مهم, مثال, نکته, توجه, هشدار, اطلاعات, نوٹ, הערה, טיפ, אזהרה, שים לב, נא לשים לב,
	नोट, टिप, सुझाव, चेतावनी, जानकारी, सावधान, महत्वपूर्ण, নোট, পরামর্শ, সতর্কতা, குறிப்பு, หมายเหตุ, เคล็ดลับ, คำเตือน, ข้อมูล,
	注意, 提示, 警告, 信息, 備註, 备注, 说明, 說明, 檢查, 检查, 危险, 危險, 小贴士, 小提示, 技巧, 贴士, 注, 重要, 示例, 问题, 摘要, 详情, 詳情, 注意事项, 資訊, 訊息, 备注说明, 笔记,
	備考, 豆知識, 情報, 確認, メモ, ヒント, ノート, 危険, 補足, 例, 詳細, ご注意,
	참고, 팁, 정보, 경고, 확인, 주의, 위험, 중요, 노트, 예시, 알림, 힌트, 세부 사항, eslatma, maslahat, ogohlantirish, diqqat, ескерту, кеңес, назар аударыңыз, qeyd, məsləhət, diqqət, xəbərdarlıq, შენიშვნა, նշում`
